import * as vscode from 'vscode';
import type { Analysis } from '../core/analysis.ts';
import { rank } from '../core/text/search.ts';
import { metricOffers } from '../core/values/metrics.ts';
import type { Offer, Offers } from '../core/values/offer.ts';
import { organizationOffers } from '../core/values/organizations.ts';
import { unitOffers } from '../core/values/units.ts';
import type { Analyses } from './analyses.ts';
import type { Settings } from './settings.ts';

/** What completion does, by command: for those whose input method keeps Ctrl+Space to itself. */
export function registerCommands(reports: Analyses, settings: Settings): vscode.Disposable {
  const insert = (name: string, offers: (analysis: Analysis, typed: string) => Offers, write: (offer: Offer, editor: vscode.TextEditor) => string) =>
    vscode.commands.registerCommand(`reportwright.${name}`, async () => {
      const editor = vscode.window.activeTextEditor;
      const analysis = editor && reports.of(editor.document);
      if (!editor || !analysis) {
        void vscode.window.showInformationMessage(settings.messages().text('command.noReport'));
        return;
      }
      const offer = await pick(settings.messages().text(`command.${name}`), (typed) => offers(analysis, typed));
      if (!offer) return;
      await editor.edit((edit) => {
        for (const selection of editor.selections) edit.replace(selection, write(offer, editor));
      });
    });
  return vscode.Disposable.from(
    insert('insertUnit', (analysis, typed) => unitOffers(analysis.project.catalogue, typed, analysis.report.language), (offer) => offer.insert),
    insert('insertOrganization', organizationOffers, (offer) => offer.insert),
    insert('insertReference', (analysis) => metricOffers(analysis, true), (offer, editor) => {
      const selected = editor.document.getText(editor.selection);
      return selected === '' ? `{{${offer.label}}}` : `[${selected}](metric:${offer.insert})`;
    }),
  );
}

/** Lets the user pick from a list that the core filters and ranks at every letter. */
function pick(title: string, offers: (typed: string) => Offers): Promise<Offer | undefined> {
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly offer: Offer }>();
    const fill = () => {
      list.items = rank(list.value, offers(list.value), 100).map(({ item }) => ({
        label: item.label,
        ...(item.detail === undefined ? {} : { description: item.detail }),
        alwaysShow: true,
        offer: item,
      }));
    };
    list.title = title;
    list.onDidChangeValue(fill);
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]?.offer);
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    fill();
    list.show();
  });
}
