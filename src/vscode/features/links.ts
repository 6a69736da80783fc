import * as vscode from 'vscode';
import { type LinkToMetric, linksIn, linkTarget } from '../../core/features/links.ts';
import type { Position } from '../../core/text/position.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** A link whose target is found when somebody follows it: until then the metric may have moved. */
class MetricLink extends vscode.DocumentLink {
  readonly document: vscode.TextDocument;
  readonly link: LinkToMetric;

  constructor(document: vscode.TextDocument, link: LinkToMetric) {
    super(rangeOf(document, link.span));
    this.document = document;
    this.link = link;
    if (link.tooltip !== undefined) this.tooltip = link.tooltip;
  }
}

/** Leads from the files that a text names to them, and from its references to where their metrics are stated. */
export function registerLinks({ reports, files }: Around): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(reportSelector, {
    async provideDocumentLinks(document, stop) {
      // The editor asks once for each text: what stands in ledgers has to be known by then.
      await reports.ready(document);
      const analysis = stop.isCancellationRequested ? undefined : reports.of(document);
      if (!analysis) return undefined;
      return linksIn(analysis).map((link) => {
        if (link.kind === 'metric') return new MetricLink(document, link);
        const target = vscode.Uri.parse(files.resolve(document.uri.toString(), link.path));
        return new vscode.DocumentLink(rangeOf(document, link.span), target);
      });
    },
    resolveDocumentLink(link) {
      if (!(link instanceof MetricLink)) return link;
      const { document, range } = link;
      const analysis = reports.of(document);
      const found = analysis && linkTarget(analysis, link.link);
      // What leads nowhere stays where it is: a link without a target is an error of the editor's.
      const { line, column } = found?.position ?? positionOf(range.start);
      const uri = found?.path === undefined ? document.uri : vscode.Uri.parse(found.path);
      link.target = uri.with({ fragment: `L${line},${column}` });
      return link;
    },
  });
}

function positionOf({ line, character }: vscode.Position): Position {
  return { line: line + 1, column: character + 1 };
}
