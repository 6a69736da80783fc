import * as vscode from 'vscode';
import type { Span } from '../core/text/span.ts';

/** A span of a document's text as a range of it. */
export function rangeOf(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}
