import type { Analysis, Ledger } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { rootOf } from '../model/block-model.ts';
import { type Metric, placeOf, whole } from '../model/metric.ts';
import { bareSpan, type Occurrence, occurrenceAt, occurrencesOf, thingOf } from '../model/occurrences.ts';
import { placeIn } from '../model/place.ts';
import { type FilePart, partOfFile, type Workspace } from '../project/workspace.ts';
import type { Item } from '../schema/instance.ts';
import { foldName } from '../text/names.ts';
import { type Span, shift } from '../text/span.ts';

/** Where a name leads. `from` is the name, or the reference in which it stands: offsets of the text. */
export interface Definition {
  readonly from: Span;
  readonly path: string;
  /** What is stated there, as a whole. */
  readonly whole: FilePart;
  /** The name under which it is stated, or the fact that is meant. */
  readonly name: FilePart;
}

type Target = Pick<Definition, 'path' | 'whole' | 'name'>;

/** What is named at an offset of the file at a path, where it is stated: in this file, a ledger, the project file, or as a file. */
export async function definition(
  workspace: Workspace,
  path: string,
  analysis: Analysis,
  offset: number,
): Promise<Definition | undefined> {
  const { document } = analysis;
  const occurrence = occurrenceAt(analysis, offset);
  if (occurrence) {
    const from = shift(occurrence.around, document.startOf(occurrence.block));
    const target = await targetOf(workspace, path, analysis, occurrence);
    return target && { from, ...target };
  }
  const block = document.blockAt(offset);
  return block && ofOwnKey(workspace, path, analysis, block, offset - document.startOf(block));
}

async function targetOf(
  workspace: Workspace,
  path: string,
  analysis: Analysis,
  occurrence: Occurrence,
): Promise<Target | undefined> {
  const { kind, text, item, block, span } = occurrence;
  const { document } = analysis;
  if (item) {
    const whole = partOfFile(document, block, item.span);
    return { path, whole, name: partOfFile(document, block, span) };
  }
  switch (kind) {
    case 'metric':
      return ofMetric(path, analysis, occurrence);
    case 'organization':
      return ofOrganization(workspace, path, analysis, text);
    case 'unit':
      return inProject(workspace, path, (project, file) => {
        const thing = thingOf(analysis, occurrence);
        for (const one of occurrencesOf(project, thing))
          if (one.item) return targetIn(file, project, one.block, one.item, one.span);
        return undefined;
      });
    case 'document':
      return ofFile(workspace, workspace.files.resolve(path, text));
    case 'task':
      return undefined;
  }
}

function targetIn(
  path: string,
  { document }: Pick<Ledger, 'document'>,
  block: Block,
  item: Item,
  name: Span = item.span,
): Target {
  return { path, whole: partOfFile(document, block, item.span), name: partOfFile(document, block, name) };
}

/** A metric of this file or of a ledger; where the reference names a fact of it, that fact. */
function ofMetric(path: string, analysis: Analysis, { text, within }: Occurrence): Target | undefined {
  const reference = 'inline' in within ? within : undefined;
  const metric: Metric | undefined = reference?.target?.metric ?? analysis.register.find(text)[0];
  if (!metric) return undefined;
  const file = fileOf(path, analysis, metric.block);
  if (!file) return undefined;
  const { address, target } = reference ?? {};
  const isFact = address?.facet !== undefined || address?.qualifier !== undefined;
  const fact = isFact ? target?.fact : undefined;
  const name = metric.name ?? metric.id;
  const span = fact ? placeOf(fact, fact.figure.span) : name && bareSpan(name);
  return targetIn(file.path, file, metric.block, metric.item, span);
}

/** The file of those that an analysis reads in which a block stands. */
function fileOf(
  path: string,
  { document, ledgers }: Analysis,
  block: Block,
): Pick<Ledger, 'path' | 'document'> | undefined {
  return [{ path, document }, ...ledgers].find((file) => file.document.has(block));
}

async function ofOrganization(
  workspace: Workspace,
  path: string,
  analysis: Analysis,
  name: string,
): Promise<Target | undefined> {
  const folded = foldName(name);
  const statedIn = (file: Pick<Ledger, 'facts' | 'document'>, at: string): Target | undefined => {
    const [listed] = file.facts.organizations.get(folded, undefined);
    if (!listed) return undefined;
    const { block, item } = listed;
    const name = whole(item, 'name');
    return targetIn(at, file, block, item, name && bareSpan(name));
  };
  // The project's own go before others of that name.
  const project = analysis.project.organizations.find(name)
    ? await inProject(workspace, path, statedIn)
    : undefined;
  if (project) return project;
  for (const file of [{ ...pick(analysis), path }, ...analysis.ledgers]) {
    const found = statedIn(file, file.path);
    if (found) return found;
  }
  return undefined;
}

function pick({ facts, document }: Analysis): Pick<Ledger, 'facts' | 'document'> {
  return { facts, document };
}

/** Looks into the project file that holds for a path. */
async function inProject<T>(
  { library, look }: Workspace,
  path: string,
  work: (analysis: Analysis, path: string) => T | undefined,
): Promise<T | undefined> {
  const { path: file } = await library.project(path);
  return file === undefined ? undefined : look(file, (analysis) => work(analysis, file));
}

const beginning: FilePart = {
  span: { start: 0, end: 0 },
  lines: { line: 0, column: 0, endLine: 0, endColumn: 0 },
};

/** A file from its beginning, where there is one. */
async function ofFile({ files }: Workspace, path: string): Promise<Target | undefined> {
  const text = await files.read(path);
  return text === undefined ? undefined : { path, whole: beginning, name: beginning };
}

/** The line of the user's own schema that brought the key at an offset of a block. */
async function ofOwnKey(
  { files, library }: Workspace,
  path: string,
  { document, project }: Analysis,
  block: Block,
  at: number,
): Promise<Definition | undefined> {
  const place = placeIn(block, at, project.vocabulary, rootOf(path));
  if (place?.cursor.role !== 'key' || place.free) return undefined;
  const { span, siblings } = place.cursor;
  const written = block.text.slice(span.start, span.end).trim();
  const key = place.entity.key(written, siblings);
  const [entity] = place.entity.name.split('.');
  const named = entity === 'task' || entity === 'metric' ? project.schemas[entity] : undefined;
  const { path: projectFile } = key?.own && named ? await library.project(path) : {};
  if (!key || named === undefined || projectFile === undefined) return undefined;
  const schema = files.resolve(projectFile, named);
  const text = await files.read(schema);
  if (text === undefined) return undefined;
  const part = inSchema(text, key.name);
  const start = document.startOf(block) + span.start;
  return { from: { start, end: start + written.length }, path: schema, whole: part, name: part };
}

/** The property of a name in the text of a schema, found by its letters alone; else the beginning. */
function inSchema(text: string, name: string): FilePart {
  const quoted = text.indexOf(JSON.stringify(name));
  const start = quoted >= 0 ? quoted + 1 : text.indexOf(`${name}:`);
  if (start < 0) return beginning;
  const before = text.slice(0, start).split('\n');
  const column = before.at(-1)!.length;
  const line = before.length - 1;
  return {
    span: { start, end: start + name.length },
    lines: { line, column, endLine: line, endColumn: column + name.length },
  };
}
