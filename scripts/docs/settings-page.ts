import { SETTINGS, type SettingEntry } from '../../src/base/settings.ts';

/** `docs/settings.md`: every setting. */
export function settingsPage(): string {
  const rows = Object.entries<SettingEntry>(SETTINGS).map(([name, entry]) => {
    const value = entry.default === '' ? '–' : `\`${entry.default}\``;
    const secret = entry.isSecret ? ` Secret: may come from the file named by \`${entry.variable}_FILE\`.` : '';
    return `| \`${entry.variable}\` | \`${name}\` | ${entry.kind} | ${value} | ${entry.summary}${secret} |`;
  });
  return `# Settings\n\nA setting comes from the environment, else from \`settings.json\` in the data folder, else from its default. Any variable can be given as a file: \`<VARIABLE>_FILE\` names it. A name that does not exist is refused, so a typing error cannot go unnoticed.\n\n| variable | in settings.json | kind | default | what it does |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}
