import type { PageChanges, WholePage } from '../core/render/sheet.ts';

/** What is said of the page beside its contents. */
interface About {
  readonly version: number;
  readonly language: string;
  readonly title: string;
  readonly uri: string;
}

/** What the extension tells the page. */
export type ToPage =
  | ({ readonly type: 'whole' } & About & WholePage)
  /** What has changed since the version `base`. */
  | ({ readonly type: 'update'; readonly base: number } & About & PageChanges)
  /** Nothing can be shown, and why. */
  | { readonly type: 'gone'; readonly text: string; readonly language: string }
  /** The editor shows the document from this line on. */
  | { readonly type: 'scroll'; readonly line: number };

/** What the page tells the extension. */
export type FromPage =
  /** The page has loaded and has nothing. */
  | { readonly type: 'ready' }
  /** A version was missed. */
  | { readonly type: 'resync' }
  /** A reader points at what stands on this line of the document. */
  | { readonly type: 'reveal'; readonly line: number }
  /** A reader follows a link to a place beside the report. */
  | { readonly type: 'open'; readonly href: string };

/** What the page keeps while it is hidden, and over a reload of the window. */
export interface PageState {
  readonly uri: string;
  readonly scroll: number;
}
