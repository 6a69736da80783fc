import fs from 'node:fs';
import path from 'node:path';

/**
 * Lets VS Code start in Chinese. The pack holds no sentence of VS Code itself, so the workbench stays English, but
 * `vscode.env.language` is zh-cn and the extension's own Chinese strings are used.
 * @param {string} userData
 */
export function installLanguagePack(userData) {
  fs.mkdirSync(userData, { recursive: true });
  const strings = path.join(userData, 'zh-cn.i18n.json');
  fs.writeFileSync(strings, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'reportwright',
    label: '中文(简体)',
    extensions: [{ extensionIdentifier: { id: 'reportwright.zh-cn' }, version: '1.0.0' }],
    translations: { vscode: strings },
  };
  fs.writeFileSync(path.join(userData, 'languagepacks.json'), JSON.stringify({ 'zh-cn': pack }));
}
