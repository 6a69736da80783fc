import * as vscode from 'vscode';
import type { Form } from '../../core/document/form.ts';
import { newReport, reportFileName } from '../../core/features/new-report.ts';
import { type Messages, messagesAbout } from '../../core/messages/messages.ts';
import type { Project } from '../../core/project/project.ts';
import { localDay, readPeriod } from '../../core/quantity/date.ts';
import { termLabel } from '../../core/schema/vocabulary.ts';
import type { Around } from '../around.ts';
import { rangeOf } from '../ranges.ts';

/**
 * The command that begins a report: it asks what the report is about, writes its file into the folder asked for and shows it. Without
 * a folder the report is not saved yet. Nothing is written before the last answer, and no file is ever replaced.
 */
export function newReportCommand({ library, settings }: Around): (at?: vscode.Uri) => Promise<void> {
  return async (at) => {
    const folder = await folderFor(at);
    if (folder === 'cancelled') return;
    const { project } = folder
      ? await library.project(vscode.Uri.joinPath(folder, reportFileName('', 'markdown')).toString())
      : library.none;
    const asking = settings.messages();
    // What a project's reports are written in goes before what their writer reads.
    const language = project.language ?? settings.language;
    const words = messagesAbout(language, language, (term, lang) =>
      termLabel(project.vocabulary, term, lang),
    );
    const today = localDay(new Date());
    const answers = await ask(project, asking, words, today);
    if (!answers) return;
    const name = await askName(answers, folder, asking);
    if (name === undefined) return;
    const draft = newReport({ ...answers, today }, project.vocabulary, words);
    const document = await (folder
      ? created(vscode.Uri.joinPath(folder, name), draft.text)
      : untitled(name, draft.text));
    if (!document) {
      void vscode.window.showErrorMessage(asking.text('new.failed', { name }));
      return;
    }
    const editor = await vscode.window.showTextDocument(document);
    const first = rangeOf(document, draft.first);
    editor.selection = new vscode.Selection(first.start, first.end);
    editor.revealRange(first);
  };
}

interface Answers {
  readonly form: Form;
  readonly title: string;
  readonly organization: string;
  readonly period: string;
}

/** The folder that a report is put into: the one asked for, else a folder of the workspace; undefined where none is open. */
async function folderFor(at: vscode.Uri | undefined): Promise<vscode.Uri | undefined | 'cancelled'> {
  if (at instanceof vscode.Uri) {
    const { type } = await vscode.workspace.fs.stat(at);
    return type & vscode.FileType.Directory ? at : vscode.Uri.joinPath(at, '..');
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length <= 1) return folders[0]?.uri;
  return (await vscode.window.showWorkspaceFolderPick())?.uri ?? 'cancelled';
}

/** Asks one thing after the other; undefined as soon as an answer is refused. */
async function ask(
  project: Project,
  asking: Messages,
  words: Messages,
  today: string,
): Promise<Answers | undefined> {
  const forms: readonly (vscode.QuickPickItem & { readonly form: Form })[] = [
    { label: 'Markdown', detail: asking.text('new.markdown'), form: 'markdown' },
    { label: 'YAML', detail: asking.text('new.yaml'), form: 'yaml' },
  ];
  const form = await vscode.window.showQuickPick(forms, { title: asking.text('new.kind') });
  if (!form) return undefined;
  const year = String(Number(today.slice(0, 4)) - 1);
  const title = await vscode.window.showInputBox({
    title: asking.text('new.title'),
    value: words.text('new.title-default', { year }),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? asking.text('new.title-missing') : undefined),
  });
  if (title === undefined) return undefined;
  const organization = await askOrganization(project, asking);
  if (organization === undefined) return undefined;
  const period = await vscode.window.showInputBox({
    title: asking.text('new.period'),
    value: year,
    ignoreFocusOut: true,
    validateInput: (text) => (readPeriod(text.trim()) ? undefined : asking.text('new.period-unread')),
  });
  if (period === undefined) return undefined;
  return { form: form.form, title: title.trim(), organization, period: period.trim() };
}

/** One of the project's organizations, another that is typed, or none yet, which is empty. */
async function askOrganization(project: Project, asking: Messages): Promise<string | undefined> {
  const title = asking.text('new.organization');
  const known = project.organizations.organizations;
  if (known.length > 0) {
    const other = { label: asking.text('new.organization-other') };
    const none = { label: asking.text('new.organization-none') };
    const offers = known.map(({ name, short }) => ({
      label: name,
      ...(short === undefined ? {} : { description: short }),
    }));
    const picked = await vscode.window.showQuickPick<vscode.QuickPickItem>([...offers, other, none], {
      title,
      matchOnDescription: true,
    });
    if (picked !== other) return picked === none ? '' : picked?.label;
  }
  const typed = await vscode.window.showInputBox({ title, ignoreFocusOut: true });
  return typed?.trim();
}

/** The name of the file, which nothing in the folder has. */
async function askName(
  { form, period }: Answers,
  folder: vscode.Uri | undefined,
  asking: Messages,
): Promise<string | undefined> {
  const label = readPeriod(period)?.label ?? period;
  if (!folder) return reportFileName(label, form);
  let value = reportFileName(label, form);
  for (let count = 2; await isThere(vscode.Uri.joinPath(folder, value)); count++)
    value = reportFileName(`${label}-${count}`, form);
  const typed = await vscode.window.showInputBox({
    title: asking.text('new.name'),
    value,
    valueSelection: [0, value.length - reportFileName('', form).length + 'report'.length],
    ignoreFocusOut: true,
    validateInput: async (text) => {
      const name = reportFileName(text, form);
      return (await isThere(vscode.Uri.joinPath(folder, name)))
        ? asking.text('new.exists', { name })
        : undefined;
    },
  });
  return typed === undefined ? undefined : reportFileName(typed, form);
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** A file that was not there; undefined where it is by now, or cannot be written. */
async function created(uri: vscode.Uri, text: string): Promise<vscode.TextDocument | undefined> {
  // A file that appeared since the name was asked for stays what it is.
  if (await isThere(uri)) return undefined;
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) return undefined;
  return vscode.workspace.openTextDocument(uri);
}

/** A report that is not saved yet: by its name the editor knows what it is. */
async function untitled(name: string, text: string): Promise<vscode.TextDocument | undefined> {
  const taken = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  let uri = vscode.Uri.from({ scheme: 'untitled', path: name });
  for (let count = 2; taken.has(uri.toString()); count++)
    uri = vscode.Uri.from({ scheme: 'untitled', path: name.replace('.report.', `-${count}.report.`) });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), text);
  return (await vscode.workspace.applyEdit(edit)) ? document : undefined;
}
