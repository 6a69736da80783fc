import type { Node } from '../document/node.ts';
import { parseYaml } from '../document/parse-yaml.ts';
import type { Level, Param, Params } from '../issue.ts';
import { grammarOf } from '../model/grammar.ts';
import { loadUserSchemas } from '../schema/user-schema.ts';
import type { Files } from './files.ts';
import type { Project } from './project.ts';

/** Something wrong with a schema of the user's own; it belongs where the project file names it. */
export interface SchemaProblem {
  readonly code: string;
  readonly level: Level;
  readonly params: Params;
  readonly entity: 'task' | 'metric';
}

/** What the loading of the user's own schemas gave. */
export interface LoadedSchemas {
  readonly project: Project;
  readonly problems: readonly SchemaProblem[];
  /** The files that were read, so that a change of one can be noticed. */
  readonly paths: readonly string[];
}

/**
 * Extends a project by the schemas that its file names. They must lie in the project's own folder; nothing is
 * loaded from a network, and nothing in a folder that is not trusted.
 */
export async function withUserSchemas(
  project: Project,
  path: string,
  files: Files,
  trusted: boolean,
): Promise<LoadedSchemas> {
  const problems: SchemaProblem[] = [];
  const paths: string[] = [];
  const sources: { task?: unknown; metric?: unknown } = {};
  for (const entity of ['task', 'metric'] as const) {
    const file = project.schemas[entity];
    if (file === undefined) continue;
    const say = (code: string) =>
      problems.push({ code, level: 'error', params: { path: cut(file) }, entity });
    if (!trusted) say('schema-untrusted');
    else if (!liesInside(file)) say('schema-outside');
    else {
      const target = files.resolve(path, file);
      paths.push(target);
      const text = await files.read(target);
      if (text === undefined) say('file-not-found');
      else {
        const value = readJson(text, file);
        if (value === undefined) say('schema-unreadable');
        else sources[entity] = value;
      }
    }
  }
  if (Object.keys(sources).length === 0) return { project, problems, paths };
  const { schemas, issues } = await loadUserSchemas(sources);
  for (const { code, level, params, entity, pointer } of issues) {
    const where = pointer === '' ? params : { ...params, where: pointer };
    const shown = Object.entries<Param>(where).map(([name, param]): [string, Param] => [
      name,
      typeof param === 'string' ? cut(param) : param,
    ]);
    problems.push({ code, level, params: Object.fromEntries(shown), entity });
  }
  if (!schemas) return { project, problems, paths };
  const vocabulary = project.vocabulary.extend(schemas);
  return { project: { ...project, vocabulary, grammar: grammarOf(vocabulary) }, problems, paths };
}

/** The beginning of a text that a sentence names. */
function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Whether a path as written stays in the folder of the file that names it. */
function liesInside(path: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:|^[\\/]/i.test(path)) return false;
  let depth = 0;
  for (const part of path.split(/[\\/]/)) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return false;
  }
  return true;
}

/** The value of a JSON or YAML text; undefined where it cannot be read. */
function readJson(text: string, path: string): unknown {
  if (!/\.ya?ml$/i.test(path)) {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    } catch {
      return undefined;
    }
  }
  const { node, issues } = parseYaml(text, { isKey: () => false, names: false, start: true, from: 0 });
  return issues.length > 0 || node === undefined ? undefined : valueOfNode(node);
}

/** A node as JSON, plain scalars by the rules of YAML's core schema. */
function valueOfNode(node: Node | undefined): unknown {
  if (node === undefined) return null;
  if (node.kind === 'list') return node.items.map(valueOfNode);
  if (node.kind === 'map') {
    const object = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of node.entries) object[key.source] = valueOfNode(value);
    return object;
  }
  if (node.quoted) return node.source;
  if (/^(?:null|Null|NULL|~|)$/.test(node.source)) return null;
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(node.source)) return node.source.toLowerCase() === 'true';
  const isNumber = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i.test(node.source);
  return isNumber ? Number(node.source) : node.source;
}
