import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ErrorCatalogue } from '../../src/base/errors.ts';

/** All error catalogues of the sources, by the layer they are in. */
export async function loadCatalogues(): Promise<ReadonlyMap<string, ErrorCatalogue>> {
  const catalogues = new Map<string, ErrorCatalogue>();
  for (const file of globSync('src/**/catalogue.ts').sort()) {
    const module = (await import(pathToFileURL(file).href)) as Record<string, { catalogue?: ErrorCatalogue }>;
    const own = Object.values(module).flatMap((exported) => (exported?.catalogue ? [exported.catalogue] : []));
    const layer = file.replace(/^src\//, '').replace(/\/catalogue\.ts$/, '');
    if (own.length > 0) catalogues.set(layer, Object.assign({}, ...own));
  }
  return catalogues;
}

/** `docs/errors.md`: every code with its text and mend. */
export async function errorsPage(): Promise<string> {
  const sections = [...(await loadCatalogues())].map(([layer, catalogue]) => {
    const rows = Object.entries(catalogue)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([code, entry]) =>
          `| <a id="${code.toLowerCase()}"></a>\`${code}\` | ${cell(entry.message)} | ${cell(entry.mend)} | ${entry.status ?? 400} |`,
      );
    return `## ${layer}\n\n| code | what happened | how to mend it | HTTP |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Errors\n\nEvery error that Fluxu expects has a stable code. The words in braces are filled in with what was found. This page is made from the sources (\`npm run docs\`).\n\n${sections.join('\n')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
