import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalogues } from '../scripts/docs/errors-page.ts';
import { pages } from '../scripts/docs/pages.ts';

describe('the documentation', () => {
  it('is what the sources say (npm run docs)', async () => {
    for (const [path, content] of Object.entries(await pages())) expect(readFileSync(path, 'utf8'), path).toBe(content);
  });

  it('has each error code once', async () => {
    const codes = [...(await loadCatalogues()).values()].flatMap((catalogue) => Object.keys(catalogue));
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('gives every dependency a reason', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    ) as Record<string, Record<string, string>>;
    const page = readFileSync('docs/dependencies.md', 'utf8');
    const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('lists every page in its index', () => {
    const pages = globSync(['docs/*.md', 'docs/connectors/*.md'])
      .map((path) => path.slice('docs/'.length))
      .filter((path) => path !== 'README.md');
    const index = readFileSync('docs/README.md', 'utf8') + readFileSync('docs/connectors/README.md', 'utf8');
    const isListed = (path: string) => index.includes(`(${path})`) || index.includes(`(${path.split('/').at(-1)})`);
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.filter((path) => !isListed(path))).toEqual([]);
  });

  it('links only to files that are there', () => {
    const files = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/README.md'];
    const links = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
        (match) => [file, match[1] ?? ''] as const,
      ),
    );
    const missing = links.filter(([file, link]) => !isThere(new URL(link, `file://${process.cwd()}/${file}`)));
    expect(missing).toEqual([]);
  });
});

function isThere(url: URL): boolean {
  try {
    readFileSync(url);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
