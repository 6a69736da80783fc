import type { Analysis } from '../analysis.ts';
import type { ListName } from '../document/block.ts';
import { maskCode } from '../document/inline.ts';
import { stateAt } from '../document/state-at.ts';
import { parseAddress } from '../model/address.ts';
import type { Root } from '../model/block-model.ts';
import { factOf } from '../model/metric.ts';
import { placeIn } from '../model/place.ts';
import { headingOf } from '../model/report.ts';
import type { Key } from '../schema/vocabulary.ts';
import { betweenNames } from '../text/language.ts';
import { facetOffers, metricOffers, qualifierOffers } from '../values/metrics.ts';
import { behindNumber } from '../values/number-end.ts';
import { type Finder, finder, type Offer } from '../values/offer.ts';
import { inData } from './complete-data.ts';
import { blockText, fileText, frontMatterText, headingText, keysOfItem } from './snippets.ts';
import { type Asked, type Completions, offered, restOf, type Spot, spotAt, wantedIn } from './spot.ts';

/**
 * What can be written at an offset of the text, best first: units of measure behind numbers and where a unit stands,
 * names, metrics and their facets in references, keys, their values, dates, and whole items, data blocks and files as
 * snippets. The core filters and ranks; nothing has to be filtered after it.
 */
export function complete(
  analysis: Analysis,
  offset: number,
  root: Root,
  asked: Asked = {},
): Completions | undefined {
  const { report, project } = analysis;
  const block = analysis.document.blockAt(offset);
  if (!block) {
    const span = { start: offset, end: offset };
    return { offers: filesIn(analysis, root)(''), typed: span, word: span, also: [] };
  }
  const spot = spotAt(analysis, block, offset, root, asked);
  const reference = inReference(analysis, spot.before);
  if (reference) {
    const end = wordEnd(block.text, spot.at, /[(){}#@\s]/);
    return offered(spot, reference.offers, reference.typed, spot.at - reference.typed.length, end);
  }
  const here = placeIn(block, spot.at, project.vocabulary, root);
  const isProse = isInProse(spot);
  if (isProse || (here?.key?.kind === 'prose' && here.cursor.role === 'value')) {
    const typed = behindNumber(maskCode(block.text).slice(0, spot.at));
    if (typed !== undefined)
      return offered(spot, project.unitOffers.in(report.language), typed, spot.at - typed.length, spot.at);
    return isProse ? inProse(spot) : undefined;
  }
  if (isBeforeOther(spot)) return undefined;
  const found = inData(spot, here);
  const files = isAlone(spot) ? filesIn(analysis, root)(spot.before.trim()) : [];
  if (files.length === 0) return found;
  const from = spot.start + spot.at - spot.before.trim().length;
  const span = { start: from, end: offset };
  const indent = { span: { start: spot.start + spot.line.start, end: from }, text: '' };
  const also = spot.before.trim().length < spot.before.length ? [indent] : [];
  return { offers: [...files, ...(found?.offers ?? [])], typed: span, word: found?.word ?? span, also };
}

/** The key that names files and in whose value an offset lies, if it does. */
export function documentKeyAt(analysis: Analysis, offset: number, root: Root): Key | undefined {
  const block = analysis.document.blockAt(offset);
  const start = block ? analysis.document.startOf(block) : 0;
  const key = block && placeIn(block, offset - start, analysis.project.vocabulary, root)?.key;
  return key?.source === 'document' ? key : undefined;
}

/** Whether the line stands in prose, where it begins behind a data block or front matter as well. */
function isInProse({ block, at, line, before, analysis }: Spot): boolean {
  if (block.kind === 'prose') return true;
  if (block.kind === 'text') {
    // On an empty line that is not as deep as the text, what comes is a key.
    const { entry } = block;
    return entry.form !== 'yaml' || !entry.open || before.trim() !== '' || before.length > entry.open.indent;
  }
  if (block.entry.form === 'yaml') return false;
  const state = stateAt(block, at, analysis.project.grammar);
  return state.form === 'markdown' && line.start > 0 && (state.mode === 'between' || state.mode === 'prose');
}

/** Whether the line's blanks go on behind the cursor up to a word that is none that is typed, or an item or the end of a block is what follows. */
function isBeforeOther(spot: Spot): boolean {
  return spot.before.trim() === '' && /^(?:[ \t]+[^\s#]|```|~~~|---|-[ \t])/.test(restOf(spot, spot.at));
}

/** Whether the file holds nothing but the word before the cursor. */
function isAlone({ analysis: { document }, before }: Spot): boolean {
  const word = before.trim();
  return document.size < before.length + 100 && document.text.trim() === word && !/[:：#-]/.test(word);
}

/** A whole new file, in the report's language and in the other: an empty one does not show which. */
function filesIn(analysis: Analysis, root: Root): Finder {
  const { project, document } = analysis;
  const { vocabulary } = project;
  const entity = vocabulary.entity(root);
  const languages = project.language ? [project.language] : (['zh', 'en'] as const);
  return finder(
    languages.map((language) => ({
      item: {
        kind: 'snippet' as const,
        label: entity.label(language),
        ...fileText(root, document.form, vocabulary, wantedIn(analysis, language)),
        detail: keysOfItem(entity)
          .map((key) => key.labels[language])
          .join(betweenNames[language]),
        documentation: undefined,
      },
      names: [entity.label(language), root],
    })),
  );
}

const blockLists: readonly ListName[] = ['metrics', 'tasks', 'plan', 'targets'];

/** What a line of prose can begin with where nothing else is written on it: a data block, a heading, front matter. */
function inProse(spot: Spot): Completions | undefined {
  const { analysis, block, at, before, line, asked } = spot;
  const { project, report, document } = analysis;
  const fence = /^(?:`{3}[ \t]*(?:y[^\s]*[ \t]*)?|`{1,2})/.exec(before)?.[0] ?? '';
  const typed = before.slice(fence.length);
  if (!/^(?:#{1,6} ?|[^\s`#>|~.。，,;；:：()（）[\]]{0,12})$/u.test(typed) || /^[-+*\d]/.test(typed))
    return undefined;
  if (restOf(spot, at).trim() !== '' || isInFence(spot)) return undefined;
  if (fence === '' && asked.explicit === false) return undefined;
  const { language } = report;
  const { vocabulary } = project;
  if (isAlone(spot)) return offered(spot, filesIn(analysis, 'report'), typed, line.start, at);
  const wanted = wantedIn(analysis);
  const blocks = blockLists.map((list) => {
    const key = vocabulary.entity('report').named(list)!;
    const name = key.labels[language] === key.labels.en ? key.name : key.labels[language];
    const item: Offer = {
      kind: 'snippet',
      label: key.labels[language],
      ...blockText(list, name, vocabulary, wanted),
      detail: `yaml ${name}`,
      documentation: key.description[language],
    };
    return { item, names: key.names };
  });
  if (fence !== '') return offered(spot, finder(blocks), typed, line.start, at);
  const heading = vocabulary.entity('section').named('heading')!;
  const section: Offer = {
    kind: 'snippet',
    label: vocabulary.entity('section').label(language),
    ...headingText(levelAt(spot), vocabulary, wanted),
    detail: heading.labels[language],
    documentation: undefined,
  };
  const sections = { item: section, names: [section.label, ...heading.names, '#'.repeat(levelAt(spot))] };
  const isFirst =
    document.startOf(block) === 0 && block.text.slice(0, line.start).trim() === '' && line.start === 0;
  const front: Offer = {
    kind: 'snippet',
    label: vocabulary.entity('report').label(language),
    ...frontMatterText(vocabulary, wanted, false),
    detail: '---',
    documentation: undefined,
  };
  const fronts = isFirst ? [{ item: front, names: [front.label, 'report'] }] : [];
  return offered(spot, finder([...fronts, ...blocks, sections]), typed.trimEnd(), line.start, at);
}

/** Whether the line is code. */
function isInFence({ block, line }: Spot): boolean {
  const marks = block.text.slice(0, line.start).match(/^ {0,3}(?:`{3,}|~{3,})/gm);
  return block.kind === 'prose' && marks !== null && marks.length % 2 === 1;
}

/** The level of the heading above a line. */
function levelAt({ analysis: { document }, block }: Spot): number {
  const { blocks } = document;
  for (let index = blocks.indexOf(block); index >= 0; index = blocks.markBefore(index)) {
    const heading = headingOf(blocks.at(index)!);
    if (heading) return heading.level;
  }
  return 1;
}

/** The reference that is being typed at the end of a line's part before the cursor. */
function inReference(analysis: Analysis, line: string): { offers: Finder; typed: string } | undefined {
  const bound = /\]\(<?metric:([^()<>]*)$/u.exec(line);
  const inserted = /\{\{([^{}]*)$/u.exec(line);
  const written = bound?.[1] ?? inserted?.[1]?.trimStart();
  if (written === undefined) return undefined;
  const { register } = analysis;
  const address = parseAddress(written);
  const metrics = register.find(address.name);
  if (address.qualifier !== undefined) {
    const facet =
      address.facet === undefined
        ? undefined
        : analysis.project.vocabulary.entity('metric').key(address.facet)?.name;
    return { offers: qualifierOffers(metrics, facet), typed: address.qualifier };
  }
  if (address.facet !== undefined) return { offers: facetOffers(analysis, metrics), typed: address.facet };
  const request = /^(.+)\s(\S*)$/u.exec(written);
  if (inserted && request && register.find(request[1]!).length > 0) {
    const like = register
      .find(request[1]!)
      .flatMap((metric) => factOf(metric, 'value')?.figure.unit?.match.unit ?? [])[0];
    return {
      offers: analysis.project.unitOffers.in(analysis.report.language, like),
      typed: request[2]!,
    };
  }
  return { offers: metricOffers(analysis, bound !== null), typed: written };
}

function wordEnd(text: string, offset: number, ends: RegExp): number {
  const rest = text.slice(offset).search(ends);
  const line = text.indexOf('\n', offset);
  const end = rest < 0 ? text.length : offset + rest;
  return line < 0 ? end : Math.min(end, line);
}
