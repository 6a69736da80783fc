import { formOf } from '../document/form.ts';
import { rootOf } from '../model/block-model.ts';
import type { Key } from '../schema/vocabulary.ts';
import { type Finder, finder } from './offer.ts';

/** The files that a key can name, of those given by their paths from the file that names them; near ones first. */
export function documentOffers(key: Key, paths: readonly string[], present: readonly string[]): Finder {
  const fits = (path: string): boolean => {
    if (key.term.startsWith('project.schemas')) return /\.json$/i.test(path);
    if (!formOf(path) || rootOf(path) === 'project') return false;
    return key.name !== 'prior' || rootOf(path) === 'report';
  };
  const near = (path: string): number => -path.split('/').length;
  const isLedger = (path: string): boolean => key.name === 'data' && rootOf(path) === 'ledger';
  return finder(
    paths
      .filter((path) => fits(path) && !present.includes(path))
      .sort((a, b) => near(b) - near(a) || (a < b ? -1 : 1))
      .map((path) => ({
        item: { kind: 'document', label: path, insert: path, detail: undefined, documentation: undefined },
        names: [path, path.slice(path.lastIndexOf('/') + 1)],
        boost: isLedger(path) ? 1 : 0,
      })),
  );
}
