import type { Block } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import type { Fix, Level, Params } from '../issue.ts';
import type { BlockModel, Root } from '../model/block-model.ts';
import type { Metric } from '../model/metric.ts';
import type { Named } from '../model/named.ts';
import type { Prose } from '../model/prose.ts';
import type { Reference } from '../model/reference.ts';
import type { KnownOrganizations, OwnFacts, Register } from '../model/register.ts';
import type { Header, PlacedTask, Report } from '../model/report.ts';
import type { Project } from '../project/project.ts';
import type { SchemaProblem } from '../project/schemas.ts';
import { keyFixes } from '../schema/insert-key.ts';
import type { Item } from '../schema/instance.ts';
import type { Span } from '../text/span.ts';

/** What rules look at. */
export interface Subjects {
  readonly metric: Metric;
  readonly task: PlacedTask;
  readonly named: Named;
  readonly prose: Prose;
  readonly reference: Reference;
  readonly block: BlockModel;
}
export type SubjectKind = keyof Subjects;

/** Something that a rule found. The span counts from the block's start; without a level the rule's own for the code holds. */
export interface Found {
  readonly code: string;
  readonly block: Block;
  readonly span: Span;
  readonly params?: Params;
  readonly level?: Level;
  readonly fixes?: readonly Fix<Block>[];
}

/** What a rule may read beside its subject. Whatever of it can change while the subject stays is noted when it is read. */
export interface Scope {
  /** Whether it is a report, a ledger or the project file that is checked. */
  readonly root: Root;
  readonly document: ReportDocument;
  readonly report: Pick<Report, 'language'>;
  readonly project: Project;
  /** The metrics that names lead to: the report's own and those of its ledgers. */
  readonly register: Register;
  readonly organizations: KnownOrganizations;
  /** What else stands in the file that is checked. */
  readonly own: OwnFacts;
  /** The day on which tasks are looked at, YYYY-MM-DD. */
  readonly asOf: string;
  readonly stage: Header['stage'];
  /** The paths that the report names and that lead to no file. */
  readonly missing: ReadonlySet<string>;
  /** Whether nothing at all is said of the report itself. */
  readonly anonymous: boolean;
  /** What is wrong with the schemas that the project file names. */
  readonly schemaProblems: readonly SchemaProblem[];
}

/** Where a rule comes from: facts that contradict each other, a written standard, good practice, or a house rule of ours. */
export type Origin = 'fact' | 'standard' | 'practice' | 'house';

/** One check. `codes` are the stable names of what it can find, each with the level that holds unless the project says otherwise. */
export interface Rule<S extends SubjectKind = SubjectKind> {
  readonly subject: S;
  readonly origin: Origin;
  /**
   * What it finds follows from
   * - `subject`: its subject alone, and holds as long as the subject does;
   * - `facts`: what it reads in its scope as well, and is found again when that changes;
   * - `run`: the items behind its block as well, up to the next block that is none.
   */
  readonly reads: 'subject' | 'facts' | 'run';
  readonly codes: Readonly<Record<string, Level>>;
  check(subject: Subjects[S], scope: Scope): readonly Found[];
}

/** A rule with its subject's type kept for its `check`. */
export function rule<S extends SubjectKind>(definition: Rule<S>): Rule<S> {
  return definition;
}

/** The fix that replaces what stands at a span. */
export function replaceFix(span: Span, text: string, title = 'replace', preferred = true): Fix<Block> {
  return { title, params: { text }, edits: [{ span, text }], preferred };
}

/** The fix that adds a key to an item which lacks it, without a value or with one. */
export function missingKeyFixes(
  { item, block }: { readonly item: Item; readonly block: Block },
  key: string,
  { report }: Pick<Scope, 'report'>,
  value?: string,
): readonly Fix<Block>[] {
  const { entity, node, scalarKey } = item;
  const missing = entity.named(key);
  if (!missing) return [];
  return keyFixes({ text: block.text, node, entity, scalarKey, language: report.language }, missing, value);
}

/**
 * Something that is not known, at its place: with the nearest name in its sentence and as its fix, where one is near.
 * `written` is how that name is written there.
 */
export function withNearest(
  span: Span,
  params: Params,
  nearest: string | undefined,
  written = nearest,
): Pick<Found, 'span' | 'params' | 'fixes'> {
  if (nearest === undefined || written === undefined) return { span, params, fixes: [] };
  return { span, params: { ...params, nearest }, fixes: [replaceFix(span, written)] };
}
