import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import { metricOffers } from '../../core/values/metrics.ts';
import type { Finder, Offer } from '../../core/values/offer.ts';
import { organizationOffers } from '../../core/values/organizations.ts';
import type { Around } from '../around.ts';
import { activeReport } from './active-report.ts';

/** What completion does, by command: for those whose input method keeps Ctrl+Space to itself. */
export function insertCommands(
  around: Around,
): Record<'insertUnit' | 'insertOrganization' | 'insertReference', () => Promise<void>> {
  const insert = async (
    title: string,
    offers: (analysis: Analysis) => Finder,
    write: (offer: Offer, selected: string) => string,
  ): Promise<void> => {
    const active = await activeReport(around);
    if (!active) return;
    const { editor, analysis } = active;
    const offer = await pick(around.settings.messages().text(title), offers(analysis));
    if (!offer) return;
    await editor.edit((edit) => {
      for (const selection of editor.selections) {
        edit.replace(selection, write(offer, editor.document.getText(selection)));
      }
    });
  };
  return {
    insertUnit: () =>
      insert(
        'command.insertUnit',
        ({ project, report }) => project.unitOffers.in(report.language),
        (offer) => offer.insert,
      ),
    insertOrganization: () =>
      insert('command.insertOrganization', organizationOffers, (offer) => offer.insert),
    insertReference: () =>
      insert(
        'command.insertReference',
        (analysis) => metricOffers(analysis, true),
        (offer, selected) =>
          selected === '' ? `{{${offer.label}}}` : `[${selected}](metric:${offer.insert})`,
      ),
  };
}

/** Lets the user pick from a list that the core filters and ranks at every letter. */
function pick(title: string, offers: Finder): Promise<Offer | undefined> {
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly offer: Offer }>();
    const fill = () => {
      list.items = offers(list.value).map((offer) => ({
        label: offer.label,
        ...(offer.detail === undefined ? {} : { description: offer.detail }),
        alwaysShow: true,
        offer,
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
