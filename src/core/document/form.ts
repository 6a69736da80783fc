/** The two forms of a report. Ledgers and the project file have the YAML form. */
export type Form = 'markdown' | 'yaml';

/** The form of a file by its name, if it is one of ours. */
export function formOf(path: string): Form | undefined {
  if (/\.report\.md$/i.test(path)) return 'markdown';
  if (/\.(?:report|ledger)\.ya?ml$/i.test(path) || /(?:^|[\\/])reportwright\.ya?ml$/i.test(path))
    return 'yaml';
  return undefined;
}
