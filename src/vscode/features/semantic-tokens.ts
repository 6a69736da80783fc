import * as vscode from 'vscode';
import { PerBlock } from '../../core/features/per-block.ts';
import {
  type KeptTokens,
  semanticTokens,
  type Token,
  tokenTypes,
} from '../../core/features/semantic-tokens.ts';
import type { Span } from '../../core/text/span.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { spanOf } from '../ranges.ts';

const legend = new vscode.SemanticTokensLegend([...tokenTypes]);

/** Tells the editor what is a name, a figure, a unit, a known key or value, for themes to colour. */
export function registerSemanticTokens({ reports, settings }: Around): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let prose = settings.semanticHighlightingInProse;
  let known: KeptTokens = new PerBlock();
  /** The versions that the editor has colours for. */
  const coloured = new WeakMap<vscode.TextDocument, number>();
  const tokensOf = (document: vscode.TextDocument, range?: Span): vscode.SemanticTokens => {
    coloured.set(document, document.version);
    const analysis = reports.of(document);
    return built(analysis ? semanticTokens(analysis, prose, range, known) : []);
  };
  return vscode.Disposable.from(
    changed,
    settings.onDidChange(() => {
      if (prose !== settings.semanticHighlightingInProse) {
        prose = !prose;
        known = new PerBlock();
      }
      changed.fire();
    }),
    // After an edit the editor asks by itself, when it suits it.
    reports.onDidChange((document) => {
      if (coloured.get(document) === document.version) changed.fire();
    }),
    vscode.languages.registerDocumentSemanticTokensProvider(
      reportSelector,
      {
        onDidChangeSemanticTokens: changed.event,
        provideDocumentSemanticTokens: (document) => tokensOf(document),
      },
      legend,
    ),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(
      reportSelector,
      {
        provideDocumentRangeSemanticTokens: (document, range) => tokensOf(document, spanOf(document, range)),
      },
      legend,
    ),
  );
}

function built(tokens: readonly Token[]): vscode.SemanticTokens {
  const builder = new vscode.SemanticTokensBuilder(legend);
  for (const { line, character, length, type } of tokens)
    builder.push(line, character, length, tokenTypes.indexOf(type), 0);
  return builder.build();
}
