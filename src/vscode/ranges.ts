import * as vscode from 'vscode';
import type { Span } from '../core/text/span.ts';

/** A span of a document's text as a range of it. */
export function rangeOf(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** A range of a document as a span of its text. */
export function spanOf(document: vscode.TextDocument, range: vscode.Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}
