import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, extension, openReport } from './workspace.ts';

const isChinese = (text: string) => /\p{Script=Han}/u.test(text);

// Runs in English and in Chinese.
describe('language of the user', () => {
  const expected = process.env['REPORTWRIGHT_TEST_LOCALE'] ?? 'en';

  it('is the one that VS Code was started with', () => {
    assert.equal(vscode.env.language, expected);
  });

  it('is that of the command titles', () => {
    const commands: { title: string | { value: string } }[] = extension().packageJSON.contributes.commands;
    assert.notEqual(commands.length, 0);
    for (const { title } of commands) {
      // VS Code keeps the English title beside a translated one.
      const shown = typeof title === 'string' ? title : title.value;
      assert.equal(isChinese(shown), expected === 'zh-cn', shown);
    }
  });

  it('is that of the problems', async () => {
    const document = await openReport('language.report.yaml', 'report: annual-summary\nstatsu: draft\n');
    const [problem] = await eventually(
      () => vscode.languages.getDiagnostics(document.uri).filter(({ message }) => message.includes('statsu')),
      (all) => all.length > 0,
    );
    assert.equal(isChinese(problem!.message), expected === 'zh-cn', problem!.message);
  });
});
