import { placeInProse } from '../model/prose.ts';
import { comparable } from '../quantity/unit.ts';
import { rule } from './rule.ts';

/** What an inserted value asks for behind its name and cannot get: words that say nothing, or a unit that does not fit. */
export const insertRequest = rule({
  subject: 'reference',
  origin: 'house',
  reads: 'subject',
  codes: { 'request-unread': 'error', 'request-unit': 'error' },
  check({ inline, request, target, prose }, { report }) {
    if (inline.kind !== 'inserted' || !request || !target) return [];
    const span = placeInProse(prose, inline.address);
    const { block } = prose;
    const name = target.metric.name?.text ?? '';
    if (request.unread.length > 0)
      return [{ code: 'request-unread', block, span, params: { text: inline.written.trim(), name } }];
    const unit = target.fact.figure.unit;
    if (!request.unit || !unit || comparable(request.unit.unit, unit.match.unit)) return [];
    return [
      { code: 'request-unit', block, span, params: { name, unit: unit.match.unit.name(report.language) } },
    ];
  },
});
