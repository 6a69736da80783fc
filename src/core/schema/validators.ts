import {
  ledger,
  metric,
  milestone,
  organization,
  project,
  report,
  section,
  task,
  unit,
} from 'reportwright:validators';
import type { EntityName, SchemaObject } from './json-schema.ts';

/** What is read of an error of ajv; its message and its schema path are not. */
export interface SchemaError {
  /** A JSON pointer into the instance. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set where the name of a property is wrong and not its value. */
  readonly propertyName?: string | undefined;
  /** The schema that has the keyword; only of a user's own schemas. */
  readonly parentSchema?: SchemaObject | undefined;
}

/** A validator as ajv makes it: whether the instance is valid, with the errors left on the function. */
export interface ValidateFunction {
  (instance: unknown): boolean;
  errors?: readonly SchemaError[] | null | undefined;
}

const compiled: Readonly<Record<EntityName, ValidateFunction>> = {
  ledger,
  metric,
  milestone,
  organization,
  project,
  report,
  section,
  task,
  unit,
};

/** The errors of an instance by our own schemas, closed where they are used. */
export function check(entity: EntityName, instance: unknown): readonly SchemaError[] {
  const validate = compiled[entity];
  return validate(instance) ? [] : (validate.errors ?? []);
}
