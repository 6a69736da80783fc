import type { Analysis } from '../analysis.ts';
import { holdsOneOf, type Occurrence, occurrencesOf, type Thing } from '../model/occurrences.ts';
import type { Workspace } from '../project/workspace.ts';

/** Files in which a thing is meant by its names. */
interface Scope {
  /** The paths of those that may name it; which of them do is seen when they are read. */
  readonly paths: readonly string[];
  /** Whether a file of them can mean it. */
  holds(path: string, analysis: Analysis): boolean;
}

/**
 * Does something with each file in which a thing of the file at a path can be named, and with the places where it is,
 * this file first. Files whose text holds none of its names are not analysed, unless `also` wants them.
 */
export async function* everywhere<T>(
  workspace: Workspace,
  path: string,
  analysis: Analysis,
  thing: Thing,
  work: (path: string, analysis: Analysis, found: Iterable<Occurrence>) => T,
  also: (text: string) => boolean = () => false,
): AsyncGenerator<T> {
  const scope = await scopeOf(workspace, path, analysis, thing);
  const spelled = holdsOneOf(thing.spellings);
  const each = workspace.each(
    scope.paths,
    (text) => spelled(text) || also(text),
    (file, one) => {
      if (!scope.holds(file, one)) return undefined;
      const resolve = (relative: string) => workspace.files.resolve(file, relative);
      return { done: work(file, one, occurrencesOf(one, thing, resolve)) };
    },
  );
  for await (const one of each) if (one) yield one.done;
}

/**
 * A metric is meant where one of the files that state it is read; what the project file states, in all files of the
 * project; a file, wherever its path is written.
 */
async function scopeOf(
  { library, list }: Workspace,
  path: string,
  analysis: Analysis,
  thing: Thing,
): Promise<Scope> {
  const only: Scope = { paths: [path], holds: () => true };
  if (thing.kind === 'task') return only;
  const all = [...new Set([path, ...(await list())])];
  if (thing.kind === 'document') return { paths: all, holds: () => true };
  const { path: projectFile } = await library.project(path);
  const stating = statingFiles(path, analysis, thing);
  const ofProject = thing.kind !== 'metric' && (stating.size === 0 || isProjects(analysis, thing));
  if (ofProject && projectFile !== undefined) {
    const paths: string[] = [];
    for (const one of all) if ((await library.project(one)).path === projectFile) paths.push(one);
    return { paths, holds: () => true };
  }
  if (stating.size === 0) return only;
  const holds = (file: string, { ledgers }: Analysis) =>
    file === path || stating.has(file) || ledgers.some((ledger) => stating.has(ledger.path));
  return { paths: all, holds };
}

/** Whether the project file states a thing. */
function isProjects({ project }: Analysis, { kind, names }: Thing): boolean {
  if (kind === 'unit') return true;
  return kind === 'organization' && [...names].some((name) => project.organizations.find(name) !== undefined);
}

/** The files that state a thing, of the one at a path and those that it reads. */
function statingFiles(path: string, analysis: Analysis, { kind, names }: Thing): ReadonlySet<string> {
  const files = [{ path, facts: analysis.facts }, ...analysis.ledgers];
  const states = ({ facts }: Pick<Analysis, 'facts'>, name: string): boolean => {
    if (kind === 'metric') return facts.metrics.get(name, undefined).length > 0;
    return kind === 'organization' && facts.organizations.get(name, undefined).length > 0;
  };
  const stating = files.filter((file) => [...names].some((name) => states(file, name)));
  return new Set(stating.map((file) => file.path));
}
