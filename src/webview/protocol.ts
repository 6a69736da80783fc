/** What the extension tells the page. */
export type ToPage =
  | {
      readonly type: 'update';
      /** The version that this one is the change of; 0 where it is the whole. */
      readonly base: number;
      readonly version: number;
      /** All blocks in their order, each with the document's line (from 0) from which its `data-line`s count. */
      readonly order: readonly { readonly id: string; readonly line: number }[];
      /** The HTML of those blocks that are not as in the version before. */
      readonly blocks: Readonly<Record<string, string>>;
      readonly language: string;
      readonly title: string;
      readonly uri: string;
    }
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
