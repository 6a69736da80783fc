import type { Analysis } from '../analysis.ts';
import type { Block, ListName } from '../document/block.ts';
import { isBelow } from '../document/cursor.ts';
import { columnOf, indentOf } from '../document/lines.ts';
import { frameAt, stateAt } from '../document/state-at.ts';
import { holds, readLine } from '../document/yaml-line.ts';
import { issueCodes } from '../messages/messages.ts';
import { entityOfList } from '../model/block-model.ts';
import type { Owner } from '../model/owner.ts';
import type { Place } from '../model/place.ts';
import { nextPeriod } from '../quantity/date.ts';
import type { UnitExpression } from '../quantity/unit.ts';
import { objectOf } from '../schema/json-schema.ts';
import type { Entity, Key } from '../schema/vocabulary.ts';
import { betweenNames, hasHan, type Language } from '../text/language.ts';
import { foldName } from '../text/names.ts';
import type { TextChange } from '../text/span.ts';
import { type DatesWanted, dateOffers, earlierPeriods, periodOffers } from '../values/dates.ts';
import { documentOffers } from '../values/documents.ts';
import { keyOffers, nameOffers, valueOffers } from '../values/keys.ts';
import { metricOffers, taskOffers } from '../values/metrics.ts';
import { behindNumber } from '../values/number-end.ts';
import { type Finder, finder, joined, type Offer } from '../values/offer.ts';
import { organizationOffers } from '../values/organizations.ts';
import { personOffers } from '../values/people.ts';
import { lineBelow } from './line-below.ts';
import { type Beginning, escaped, itemText, keysOfItem, keyText, plainOrQuoted } from './snippets.ts';
import { type Completions, offered, restOf, type Spot, wantedIn } from './spot.ts';

/** A line that holds nothing but a word, if that: where a key or an item can begin. */
const loose = /^[ \t]*(?:[^\s:："'#[\]{},，|>－–—-][^:："'#[\]{},，]*)?$/;

/** What can stand where the cursor is in YAML. `here` is what the lines of the block alone say of it. */
export function inData(spot: Spot, here: Place | undefined): Completions | undefined {
  const around = loose.test(spot.before) ? outside(spot) : undefined;
  if (around) return around.completions;
  if (!here) return undefined;
  const { cursor, entity, key, free } = here;
  // What stands in brackets behind the cursor is written already.
  if (cursor.quote === undefined && /^[ \t]*[[{]/.test(restOf(spot, spot.at))) return undefined;
  if (cursor.role === 'value') return valuesIn(spot, here);
  const line: Line = {
    typed: cursor.typed,
    from: cursor.span.start,
    end: cursor.span.end,
    column: cursor.column,
    quote: cursor.quote,
  };
  if (cursor.role === 'item') {
    if (key) return itemsOfNames(spot, here, line);
    return itemsIn(spot, line, entity, 'dash', scalarKeyOf(spot, here));
  }
  if (key) return namesIn(spot, here, line);
  if (free) return itemNames(spot, here, line);
  // An item that has its name as its key cannot have it once more.
  const nameKey = here.named && entity.nameKey !== undefined ? entity.named(entity.nameKey) : undefined;
  const named = nameKey ? [nameKey.labels[spot.analysis.report.language]] : [];
  const isOwn = cursor.path.every(({ kind }) => kind === 'item') && spot.block.kind !== 'item';
  const present = isOwn
    ? [...cursor.siblings, ...keysBeside(spot, spot.block.depth)]
    : [...cursor.siblings, ...named];
  const behindDash = /^[ \t]*[-－][ \t]*$/.test(spot.before.slice(0, spot.before.length - line.typed.length));
  return keysIn(spot, line, entity, present, behindDash ? { scalarKey: scalarKeyOf(spot, here) } : undefined);
}

/** A line on which something of its own can be written. Offsets count from the block's start. */
interface Line {
  readonly typed: string;
  /** Where what is typed begins, and where the same word ends behind the cursor. */
  readonly from: number;
  readonly end: number;
  /** In which column it has to stand; undefined in flow style. */
  readonly column: number | undefined;
  readonly quote: string | undefined;
}

/** What belongs to something around the block: its lists, its section, the root. Undefined where the line goes on with the block. */
function outside(spot: Spot): { readonly completions: Completions | undefined } | undefined {
  const { analysis, block, at, before, line, root } = spot;
  const { vocabulary, grammar } = analysis.project;
  const state = stateAt(block, at, grammar);
  if (state.form === 'markdown' && state.mode !== 'data') return undefined;
  const { frame: innermost, open } = state;
  if (open && holds(open, before) && !isBelow(open, before)) return undefined;
  const indent = indentOf(before);
  const begins = columnOf(before);
  const found = frameAt(innermost, begins);
  if (!found) return undefined;
  const { frame, depth } = found;
  const next = lineBelow(spot.analysis.document, spot.block, spot.line.end);
  const typed = before.slice(indent);
  const from = line.start + indent;
  const end = from + /^[^:：#\r\n]*/.exec(restOf(spot, from))![0].trimEnd().length;
  const own = { typed, from, end: Math.max(at, end), quote: undefined };
  if (frame.list === undefined) {
    const entity = vocabulary.entity(depth > 0 ? 'section' : root);
    const column = frame.indent ?? (depth > 0 ? begins : 0);
    return { completions: keysIn(spot, { ...own, column }, entity, keysBeside(spot, depth), undefined) };
  }
  const { entity: name, scalarKey } = entityOfList(frame.list);
  const entity = vocabulary.entity(name);
  const outer = frame.parent?.indent ?? (frame.parent ? 0 : -1);
  const begun =
    frame.indent === undefined && next && (next.column > outer || (next.dash && next.column === outer));
  const column = frame.indent ?? (begun ? next.column : begins);
  const dash = frame.indent === undefined ? !begun || next.dash : frame.dash;
  const there = { ...own, column };
  if (dash) {
    const items = itemsIn(spot, there, entity, 'dash', scalarKey, frame.list);
    // Where the dashes stand in the column of the keys, a line without one may become the next key.
    const around = vocabulary.entity(depth > 0 ? 'section' : root);
    const keys =
      frame.parent && column === outer
        ? keysIn(spot, there, around, keysBeside(spot, depth), undefined)
        : undefined;
    return {
      completions: items && keys ? { ...keys, offers: [...items.offers, ...keys.offers] } : (items ?? keys),
    };
  }
  // A name that is being typed is looked at with the block that it begins.
  return { completions: newNames(spot, there, entity, scalarKey, frame.list) };
}

/** Whether what follows belongs to what stands above the line: something between them would take it away. */
function parts(spot: Spot, column: number, isKey: boolean): boolean {
  const next = lineBelow(spot.analysis.document, spot.block, spot.line.end);
  return next !== undefined && (next.column > column || (isKey && next.dash && next.column === column));
}

/** The change that puts a line into its column. */
function moved({ start, line, block }: Spot, from: number, column: number): readonly TextChange[] {
  const before = block.text.slice(line.start, from);
  if (/\S/.test(before) || before === ' '.repeat(column)) return [];
  return [{ span: { start: start + line.start, end: start + from }, text: ' '.repeat(column) }];
}

/** The keys of a mapping; `item` is set where it is an item of which nothing is written yet. */
function keysIn(
  spot: Spot,
  line: Line,
  entity: Entity,
  present: readonly string[],
  item: { readonly scalarKey: string | undefined } | undefined,
): Completions | undefined {
  const { typed, from, end, column, quote } = line;
  const language = languageIn(spot, entity, present, typed);
  const wanted = wantedIn(spot.analysis, language);
  const rest = restOf(spot, end);
  const closed = quote !== undefined && rest.startsWith(quote);
  const hasColon = /^[ \t]*[:：]/.test(closed ? rest.slice(1) : rest);
  if (!hasColon && column !== undefined && parts(spot, column, quote === undefined && !/-/.test(spot.before)))
    return undefined;
  // A key that is one is left as it is.
  if (hasColon && entity.key(spot.block.text.slice(from, end).trim(), present)) return undefined;
  const isLast = rest.trim() === '' && quote === undefined;
  const gap = gapBefore(spot, from);
  const behindGap = column === undefined ? undefined : column + gap.length;
  const keys = keyOffers(entity, present, language, (key) => {
    const label = key.labels[language];
    if (quote !== undefined) return { insert: hasColon ? label : `${label}${quote}: ` };
    if (hasColon) return { insert: gap + plainOrQuoted(label, column === undefined) };
    const written = keyText(key, isLast ? behindGap : undefined, wanted);
    return { ...written, insert: gap + written.insert };
  });
  const fresh =
    item && isLast && behindGap !== undefined && present.length === 0
      ? itemOffers(entity, behindGap, 'behind-dash', spot, item.scalarKey, language, gap)
      : none;
  const also = column === undefined ? [] : moved(spot, from, column);
  const wordEnd = quote !== undefined && closed && !hasColon ? end + 1 : end;
  return offered(spot, behindRequired(keys, fresh, entity), typed, from, wordEnd, also);
}

const none: Finder = () => [];

/** The keys that an item must have, then a whole item, then the other keys. */
function behindRequired(keys: Finder, items: Finder, entity: Entity): Finder {
  return (typed) => {
    const found = keys(typed);
    const needed = typed === '' ? entity.keys.filter(({ required }) => required).length : 1;
    return [...found.slice(0, needed), ...items(typed), ...found.slice(needed)];
  };
}

/** The blank that is missing between a dash or colon and what follows. */
function gapBefore({ block }: Spot, from: number): string {
  return /[-－:：]/.test(block.text[from - 1] ?? '') ? ' ' : '';
}

/** In which language keys are written: as what is typed, as those beside it, else as the report is. */
function languageIn(
  { analysis: { report } }: Spot,
  entity: Entity,
  present: readonly string[],
  typed: string,
): Language {
  if (hasHan(typed)) return 'zh';
  const known = present.filter((name) => entity.key(name, present));
  if (known.length === 0) return report.language;
  return known.filter(hasHan).length * 2 >= known.length ? 'zh' : 'en';
}

/** In which language an item is written beside those of a block: as their keys are, else as the report is. */
function languageOfBlock(spot: Spot, entity: Entity): Language {
  const written = spot.block.text.matchAll(/^[ \t]*(?:-[ \t]+)?([^\s:：#-][^:：#\n]*)[:：]/gm);
  return languageIn(
    spot,
    entity,
    [...written].map(([, name]) => name!.trim()),
    '',
  );
}

/** The keys that the root or a section has, in whatever blocks, without the one at the cursor. */
function keysBeside(spot: Spot, depth: number): readonly string[] {
  const { analysis, block, at } = spot;
  const { blocks } = analysis.document;
  let index = blocks.indexOf(block);
  for (let one: Block | undefined = block; one; one = blocks.at(index)) {
    if (one.kind === 'own' || one.kind === 'front-matter') break;
    index = blocks.markBefore(index);
    if (index < 0) return [];
  }
  let owner: Owner | undefined = analysis.of(blocks.at(index)!).owner;
  while (owner && owner.depth > depth) owner = owner.parent;
  return (owner?.members ?? []).flatMap((member) => {
    const node = member.own?.node;
    const entries = node?.kind === 'map' ? node.entries : [];
    return entries.flatMap(({ key }) =>
      member.block === block && key.span.start <= at && at <= key.span.end ? [] : [key.source],
    );
  });
}

/** A whole new item of a list, on a line of its own. */
function itemsIn(
  spot: Spot,
  line: Line,
  entity: Entity,
  beginning: Beginning,
  scalarKey: string | undefined,
  list?: ListName,
): Completions | undefined {
  const { typed, from, end } = line;
  const column = line.column ?? 0;
  if (restOf(spot, end).trim() !== '' || parts(spot, column, false)) return undefined;
  const language = languageOfBlock(spot, entity);
  const items = itemOffers(entity, column, beginning, spot, scalarKey, language, '', list);
  return offered(spot, items, typed, from, end, moved(spot, from, column));
}

function itemOffers(
  entity: Entity,
  column: number,
  beginning: Beginning,
  { analysis }: Spot,
  scalarKey: string | undefined,
  language: Language,
  gap: string,
  list?: ListName,
): Finder {
  const written = itemText(entity, column, beginning, wantedIn(analysis, language), scalarKey);
  const labels = keysOfItem(entity, scalarKey).map((key) => key.labels[language]);
  const item: Offer = {
    kind: 'snippet',
    label: entity.label(language),
    ...written,
    insert: gap + written.insert,
    detail: labels.join(betweenNames[language]),
    documentation: undefined,
  };
  const named = list ? (analysis.project.vocabulary.entity('report').named(list)?.names ?? []) : [];
  const title = keysOfItem(entity, scalarKey)[0]?.names ?? [];
  return finder([
    { item, names: [...new Set([item.label, entity.label('en'), entity.name, ...named, ...title])] },
  ]);
}

/** A further name of a list of names: on a line of its own it takes a dash. */
function itemsOfNames(spot: Spot, here: Place, line: Line): Completions | undefined {
  const column = line.column ?? 0;
  if (restOf(spot, line.end).trim() !== '' || parts(spot, column, false)) return undefined;
  const found = offersFor(spot, here);
  if (!found) return undefined;
  const dashed = inserting(found, ({ insert }) => `- ${plainOrQuoted(insert, false)}`);
  return offered(spot, dashed, line.typed, line.from, line.end, moved(spot, line.from, column));
}

/** Names that the writer chooses under a key: codes of checks, periods of a history. */
function namesIn(spot: Spot, { cursor, key, inside }: Place, line: Line): Completions | undefined {
  const { report, asOf } = spot.analysis;
  if (!key || inside > 0) return undefined;
  const periods = objectOf(key.schema['propertyNames'])?.['format'] === 'period';
  const names =
    key.term === 'project.rules' ? issueCodes() : periods ? earlierPeriods(report.header.period, asOf) : [];
  const { from, end, column } = line;
  if (column !== undefined && parts(spot, column, false)) return undefined;
  const hasColon = /^[ \t]*[:：]/.test(restOf(spot, end));
  const found = inserting(nameOffers(names, cursor.siblings), ({ label }) =>
    hasColon ? label : `${label}: `,
  );
  return offered(spot, found, line.typed, from, end, column === undefined ? [] : moved(spot, from, column));
}

/** Names of items in a list that goes by names: of metrics that are stated elsewhere. */
function itemNames(spot: Spot, here: Place, line: Line): Completions | undefined {
  const { block } = spot;
  if (line.column === undefined) return undefined;
  const isBegun = here.cursor.siblings.length > 0;
  const scalarKey = scalarKeyOf(spot, here);
  if (isBegun) return newNames(spot, line, here.entity, scalarKey, block.list);
  return itemsIn(spot, line, here.entity, 'dash', scalarKey, block.list);
}

function newNames(
  spot: Spot,
  line: Line,
  entity: Entity,
  scalarKey: string | undefined,
  list: ListName | undefined,
): Completions | undefined {
  const { analysis } = spot;
  const { typed, from, end } = line;
  const column = line.column ?? 0;
  const rest = restOf(spot, end);
  const hasColon = /^[ \t]*[:：]/.test(rest);
  if (!hasColon && (rest.trim() !== '' || parts(spot, column, false))) return undefined;
  const elsewhere = entity.name === 'metric' && list ? otherMetrics(analysis, list) : none;
  const names: Finder = (typed) =>
    elsewhere(typed).map((offer): Offer => {
      const name = plainOrQuoted(offer.label, false);
      if (hasColon) return { ...offer, insert: name };
      return { ...offer, insert: `${escaped(name)}: \${1:0}`, snippet: true };
    });
  const items = hasColon
    ? none
    : itemOffers(entity, column, 'name', spot, scalarKey, languageOfBlock(spot, entity), '', list);
  return offered(spot, joined(names, items), typed, from, end, moved(spot, from, column));
}

/** The metrics that a list does not name yet: targets are those of metrics, and a report's metrics those that have targets. */
function otherMetrics({ report, ledgers, project }: Analysis, list: ListName): Finder {
  const isHere = (one: ListName): boolean => (one === 'targets') === (list === 'targets');
  const here = new Set(report.metrics.flatMap((one) => (isHere(one.list) ? (one.folded.name ?? []) : [])));
  const found = metricOffers({ report, ledgers, project }, false);
  return (typed) => found(typed).filter(({ label }) => !here.has(foldName(label)));
}

/** What a bare value means in the list in which a place is. */
function scalarKeyOf({ block, analysis }: Spot, { cursor, entity }: Place): string | undefined {
  if (block.kind === 'item' && block.list && cursor.path.every(({ kind }) => kind === 'item'))
    return entityOfList(block.list).scalarKey;
  const name = cursor.path.findLast((step) => step.kind === 'key')?.name;
  const root = analysis.project.vocabulary.entity('report');
  const key = name === undefined ? undefined : root.key(name);
  return key?.entity?.name === entity.name ? key.scalarKey : undefined;
}

/** What can be the value at a place. */
function valuesIn(spot: Spot, here: Place): Completions | undefined {
  const { analysis, block, at } = spot;
  const { cursor, key, inside } = here;
  if (!key || (mapKinds.has(key.kind) && inside !== 1)) return undefined;
  // What stands below a key is its value already.
  if (cursor.typed === '' && !cursor.flow && restOf(spot, at).trim() === '' && key.kind !== 'prose') {
    const { key: named, column } = readLine(spot.before);
    if (named && parts(spot, column, true)) return undefined;
  }
  const { project, report } = analysis;
  const { quote, flow, span } = cursor;
  const gap = quote === undefined ? gapBefore(spot, span.start) : '';
  const colon = gap !== '' && block.text[span.start - 1] === '：';
  const mark = spot.start + span.start - 1;
  const also = colon ? [{ span: { start: mark, end: mark + 1 }, text: ':' }] : [];
  const written = (offers: Finder): Finder =>
    inserting(
      offers,
      ({ insert }) => gap + (quote === undefined ? plainOrQuoted(insert, flow) : within(insert, quote)),
    );
  const typed = cursor.typed;
  if (key.kind === 'unit') {
    const like = unitsBeside(analysis, block);
    return offered(
      spot,
      written(project.unitOffers.in(report.language, like)),
      typed,
      span.start,
      span.end,
      also,
    );
  }
  const own = joined(valueOffers(key, report.language));
  if (figureKinds.has(key.kind)) {
    const number = behindNumber(typed);
    if (number === undefined) {
      const names = key.kind === 'parts' && inside === 0 ? metricOffers(analysis, false) : none;
      const inList = key.kind === 'parts' ? metricOffers(analysis, false) : names;
      const found = cursor.path.at(-1)?.kind === 'item' ? inList : names;
      return offered(spot, written(joined(own, found)), typed, span.start, span.end, also);
    }
    const like = key.name === 'value' ? undefined : unitsBeside(analysis, block);
    return offered(spot, project.unitOffers.in(report.language, like), number, at - number.length, span.end);
  }
  const found = offersFor(spot, here);
  if (!found) return undefined;
  if (key.kind !== 'names' || quote !== undefined)
    return offered(spot, written(found), typed, span.start, span.end, also);
  const last = /[^、，；,;]*$/u.exec(typed)![0].trimStart();
  const from = at - last.length;
  const rest = block.text.slice(at).search(/[、，；,;\]}\r\n]/u);
  const end = Math.min(rest < 0 ? block.text.length : at + rest, Math.max(at, span.end));
  const one = last === typed ? written(found) : found;
  return offered(spot, one, last, from, end, last === typed ? also : []);
}

const figureKinds: ReadonlySet<string> = new Set(['figure', 'figures', 'figure-or-text', 'parts', 'groups']);
/** The kinds that are written with names of the writer's own and nothing else. */
const mapKinds: ReadonlySet<string> = new Set(['map']);

/** What a key's value can be, by its kind and by what names stand there. */
function offersFor(spot: Spot, { key, cursor }: Place): Finder | undefined {
  const { analysis, block, asked } = spot;
  if (!key) return undefined;
  const own = valueOffers(key, analysis.report.language);
  switch (key.source) {
    case 'organization':
      return joined(own, organizationOffers(analysis));
    case 'metric':
      return joined(own, metricOffers(analysis, false));
    case 'task':
      return joined(own, taskOffers(analysis));
    case 'person':
      return joined(own, personOffers(analysis));
    case 'document': {
      const { data, prior } = analysis.report.header;
      const present = (key.name === 'prior' ? (prior ? [prior] : []) : data).map(({ text }) => text);
      const others = present.filter((path) => path !== cursor.typed);
      return joined(own, documentOffers(key, asked.documents ?? [], others));
    }
    default:
      break;
  }
  if (key.kind === 'date') return joined(own, dateOffers(datesFor(spot, key)));
  if (key.kind === 'period') {
    const { period } = datesFor(spot, key);
    const { report, asOf } = analysis;
    const isOwn = block.depth === 0 && block.list === undefined;
    const { language, header } = report;
    return joined(
      own,
      periodOffers({ language, asOf, period: isOwn ? undefined : period, dates: header.dates }),
    );
  }
  return own;
}

function datesFor({ analysis, block }: Spot, key: Key): DatesWanted {
  const { report, asOf, document } = analysis;
  const { period, dates } = report.header;
  const isPlan = block.list === 'plan';
  const next = period && isPlan ? nextPeriod(period) : undefined;
  const { blocks } = document;
  const index = blocks.indexOf(block);
  const nearby = blocks
    .slice(Math.max(0, index - 10), index + 10)
    .map(({ text }) => text)
    .join('');
  return {
    language: report.language,
    asOf: next && next.first > asOf ? next.first : asOf,
    period: next ?? period,
    dates: isPlan && dates.year !== undefined ? { ...dates, year: dates.year + 1 } : dates,
    words: key.schema['format'] === 'due',
    nearby,
  };
}

/** The units of the metric's own figures, which a new one fits. */
function unitsBeside({ of }: Analysis, block: Block): UnitExpression | undefined {
  if (block.list === undefined) return undefined;
  return of(block)
    .content.metrics[0]?.facts.flatMap(({ figure }) => figure.unit?.match.unit ?? [])
    .find((unit) => unit.dimension !== 'ratio');
}

/** The same offers, writing something else. */
function inserting(offers: Finder, insert: (offer: Offer) => string): Finder {
  return (typed) =>
    offers(typed).map((offer) => {
      const text = insert(offer);
      return text === offer.insert ? offer : { ...offer, insert: text };
    });
}

/** A value as it stands between quotes. */
function within(value: string, quote: string): string {
  return quote === "'" ? value.replaceAll("'", "''") : value.replace(/[\\"]/g, '\\$&');
}
