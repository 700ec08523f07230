import { commandsPage } from './commands-page.ts';
import { errorsPage } from './errors-page.ts';
import { flowsLanguagePage } from './flows-language-page.ts';
import { settingsPage } from './settings-page.ts';

/** Pages that are made from the sources, by path. */
export async function pages(): Promise<Readonly<Record<string, string>>> {
  return {
    'docs/errors.md': await errorsPage(),
    'docs/settings.md': settingsPage(),
    'docs/commands.md': commandsPage(),
    'docs/flows-language.md': flowsLanguagePage(),
  };
}
