import ledger from '../../../schemas/ledger.schema.json';
import metric from '../../../schemas/metric.schema.json';
import milestone from '../../../schemas/milestone.schema.json';
import organization from '../../../schemas/organization.schema.json';
import project from '../../../schemas/project.schema.json';
import report from '../../../schemas/report.schema.json';
import section from '../../../schemas/section.schema.json';
import task from '../../../schemas/task.schema.json';
import unit from '../../../schemas/unit.schema.json';

/** The things that a schema of ours describes. */
export const entityNames = [
  'report',
  'ledger',
  'section',
  'metric',
  'task',
  'milestone',
  'organization',
  'unit',
  'project',
] as const;

export type EntityName = (typeof entityNames)[number];

/** The entities that a user's own schema may extend. */
export type ExtensibleName = 'task' | 'metric';

/** A JSON Schema (draft 2020-12) as a JSON object; what it holds is checked where it is read. */
export type SchemaObject = { readonly [keyword: string]: unknown };

/** Where our schemas say they live; nothing is ever fetched from there. */
export const schemaBase = 'https://reportwright.dev/schemas/1/';

/** Our schemas by entity, as `schemas/*.schema.json` has them. */
export const builtinSchemas: Readonly<Record<EntityName, SchemaObject>> = {
  report,
  ledger,
  section,
  metric,
  task,
  milestone,
  organization,
  unit,
  project,
};

/** The entity of ours that a `$ref` names. */
export function entityOfRef(ref: unknown): EntityName | undefined {
  if (typeof ref !== 'string') return undefined;
  const file = ref.startsWith(schemaBase) ? ref.slice(schemaBase.length) : ref;
  return entityNames.find((name) => file === `${name}.schema.json`);
}

/** The value when it is a JSON object. */
export function objectOf(value: unknown): SchemaObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as SchemaObject)
    : undefined;
}

/** The texts of a value that is a list of texts or a single one; anything else is left out. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** The value at a JSON pointer (RFC 6901, without `#`), if there is one. */
export function atPointer(root: unknown, pointer: string): unknown {
  let here: unknown = root;
  for (const token of tokensOf(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, token)) return undefined;
    here = (here as Record<string, unknown>)[token];
  }
  return here;
}

/** The unescaped steps of a JSON pointer. */
export function tokensOf(pointer: string): readonly string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer one step below `pointer`. */
export function below(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
