import type { Analysis } from '../analysis.ts';
import { type Occurrence, occurrenceAt, thingOf } from '../model/occurrences.ts';
import { placeInProse } from '../model/prose.ts';
import { type FilePart, partOfFile, type Workspace } from '../project/workspace.ts';
import type { Span } from '../text/span.ts';
import { everywhere } from './everywhere.ts';

/** A place of a file where something is named. */
export interface Mentioned {
  readonly path: string;
  readonly part: FilePart;
  /** Whether it is stated there; else it is referred to. */
  readonly states: boolean;
}

/**
 * All places in all files that name what the name at an offset means, file by file, this one first; without `statements`
 * only those that refer to it. Whoever stops asking stops the search.
 */
export async function* references(
  workspace: Workspace,
  path: string,
  analysis: Analysis,
  offset: number,
  statements: boolean,
): AsyncGenerator<readonly Mentioned[]> {
  const occurrence = occurrenceAt(analysis, offset);
  if (!occurrence) return;
  const thing = thingOf(analysis, occurrence, (written) => workspace.files.resolve(path, written));
  yield* everywhere(workspace, path, analysis, thing, (file, { document }, found) => {
    const places: Mentioned[] = [];
    for (const one of found) {
      if (one.states && !statements) continue;
      places.push({ path: file, part: partOfFile(document, one.block, shownSpan(one)), states: one.states });
    }
    return places;
  });
}

/** In a link of Markdown the whole address: so the editor's own search for links finds the same places, and not each twice. */
function shownSpan({ within, span, block }: Occurrence): Span {
  if (!('inline' in within) || within.inline.kind !== 'bound' || block.kind !== 'prose') return span;
  const { start, end } = within.inline.address;
  return placeInProse(within.prose, { start: start - 'metric:'.length, end });
}
