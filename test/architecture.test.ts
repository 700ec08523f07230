import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Each layer of `src/` and what it may import besides itself; the order is the architecture, bottom first. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ['base'],
  sql: ['base'],
  store: ['base', 'model'],
  sources: ['base', 'model', 'sql'],
  unify: ['base', 'model', 'sql'],
  accounts: ['base', 'model', 'sql'],
  activities: ['base', 'model', 'sql'],
  measures: ['base', 'model', 'sql'],
  segments: ['base', 'model', 'sql'],
  refresh: ['base', 'model', 'sql', 'store', 'sources', 'unify', 'accounts', 'activities', 'measures', 'segments'],
  triggers: ['base', 'model', 'store'],
  'connector/definition': ['base', 'model', 'triggers'],
  connector: ['base', 'model', 'store', 'triggers', 'connector/definition'],
  access: ['base', 'model', 'store'],
  'flows/language': ['base'],
  'flows/connectors': ['base', 'model', 'connector/definition'],
  flows: ['base', 'model', 'store', 'flows/language', 'flows/connectors'],
  engines: ['base', 'model', 'sql'],
  app: ['*'],
  http: ['base', 'model', 'app'],
  cli: ['base', 'model', 'app', 'http', 'demo', 'bench'],
};
/** Drivers of analytical engines may be imported only where their adapter lives. */
const DRIVERS: Readonly<Record<string, string>> = { '@duckdb/node-api': 'src/engines/duckdb' };
const IMPORT =
  /(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|import\s*['"]([^'"]+)['"]/g;

function layerOf(path: string): string {
  const [first = '', second = ''] = relative('src', path).split(sep);
  if (first === '..') return second;
  return LAYERS[`${first}/${second}`] ? `${first}/${second}` : first;
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function faultsOf(file: string): string[] {
  const from = layerOf(file);
  const allowed = LAYERS[from];
  if (!allowed) return [`src/${from} is not a known layer: add it to LAYERS`];
  return importsOf(file).flatMap((target) => {
    const driverHome = DRIVERS[target];
    if (driverHome && !file.startsWith(driverHome)) return [`${target} belongs to ${driverHome}`];
    if (!target.startsWith('.')) return [];
    const to = layerOf(join(dirname(file), target));
    return to === from || allowed.includes('*') || allowed.includes(to)
      ? []
      : [`src/${from} may not import src/${to}; pass it in from src/app`];
  });
}

/** The first circle of imports that is found from a file, as the files on it; undefined when there is none. */
function circleFrom(
  file: string,
  {
    targets,
    known,
    path = [],
  }: { targets: ReadonlyMap<string, string[]>; known: Set<string>; path?: readonly string[] },
): readonly string[] | undefined {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (known.has(file)) return undefined;
  for (const target of targets.get(file) ?? []) {
    const circle = circleFrom(target, { targets, known, path: [...path, file] });
    if (circle) return circle;
  }
  known.add(file);
  return undefined;
}

describe('imports', () => {
  it('never lead back to the file they began at', () => {
    const files = globSync('{src,web/src,demo,bench,conformance}/**/*.{ts,tsx}');
    const targets = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter((target) => target.startsWith('.'))
          .map((target) => join(dirname(file), target)),
      ]),
    );
    const known = new Set<string>();
    for (const file of files) expect(circleFrom(file, { targets, known })).toBeUndefined();
    expect(known.size).toBeGreaterThan(1000);
  });
});

describe('layers', () => {
  const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'));

  it('are checked over all sources', () => {
    expect(files.length).toBeGreaterThan(30);
  });

  it('import only what the architecture lets them', () => {
    const faults = files.flatMap((file) => faultsOf(file).map((fault) => `${file}: ${fault}`));
    expect(faults).toEqual([]);
  });
});
