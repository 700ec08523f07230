import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArray, isObject, parseJson, type Value } from '../src/flows/language/index.ts';
import { fuzzLanguage } from '../test/support/language-fuzz.ts';
import type { ConformanceTable } from './table.ts';

/** Cases of a run. */
const COUNT = 1_000_000;
/** Longest definition that is changed at random, in bytes: larger ones only take longer. */
const MAX_DEFINITION_BYTES = 3_000;

/**
 * A million random and changed expressions and definitions: none may crash, hang or reach outside of its value. The seed is
 * the argument `--seed=…`, else the day, so that every day tries others.
 */
export async function runFuzzConformance(corpora: string): Promise<ConformanceTable> {
  const seed = Number(optionOf('seed') ?? Math.floor(Date.now() / 86_400_000));
  const count = Number(optionOf('count') ?? COUNT);
  const faults = fuzzLanguage({
    seed,
    count,
    templates: readTemplates(join(corpora, 'workflow')),
    definitions: readDefinitions(join(corpora, 'workflow', 'definitions')),
    onProgress: (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${count}`);
    },
  });
  for (const { kind, source, problem } of faults.slice(0, 20))
    process.stderr.write(`${kind} (seed ${seed}): ${JSON.stringify(source)}\n  ${problem}\n`);
  const category = `no crash, hang or escape (seed ${seed})`;
  return { subject: 'fuzz', rows: [{ category, passed: count - faults.length, total: count, floor: 1 }] };
}

function optionOf(name: string): string | undefined {
  return process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
}

function readTemplates(folder: string): readonly string[] {
  const path = join(folder, 'expression-cases.json');
  if (!existsSync(path)) return [];
  const file = parseJson(readFileSync(path, 'utf8'));
  const cases = isObject(file) ? file['cases'] : [];
  return (isArray(cases) ? cases : []).flatMap((given) => {
    const template = isObject(given) ? given['template'] : undefined;
    return typeof template === 'string' ? [template] : [];
  });
}

function readDefinitions(folder: string): readonly Value[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'manifest.json')
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.length <= MAX_DEFINITION_BYTES)
    .map((text) => parseJson(text.replace(/^\ufeff/, '')));
}
