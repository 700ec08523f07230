import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runBrowserConformance } from './browser-import.ts';
import { runUnifyConformance } from './browser-unify.ts';
import { runConnectorConformance } from './connectors.ts';
import { runContosoConformance } from './contoso.ts';
import { runDeliveryConformance } from './delivery.ts';
import { runFuzzConformance } from './fuzz.ts';
import { runFlowKillConformance } from './kill-flows.ts';
import { runKillConformance } from './kill-refresh.ts';
import { runMatchingConformance } from './matching/index.ts';
import { runOwnDefinitionConformance } from './own-definition.ts';
import { type ConformanceTable, isAboveFloors, renderTable } from './table.ts';
import { runWorkflowConformance } from './workflow.ts';

/** Conformance runs by subject; each takes the corpora folder. */
const SUBJECTS: Readonly<Record<string, (corpora: string) => Promise<ConformanceTable>>> = {
  browser: (corpora) => runBrowserConformance(resolve(corpora, 'workflow/definitions')),
  'browser-unify': (corpora) => runUnifyConformance(resolve(corpora, '../data/contoso')),
  contoso: (corpora) => runContosoConformance(resolve(corpora, '../data/contoso')),
  connectors: (corpora) => runConnectorConformance(resolve(corpora, 'connectors')),
  fuzz: (corpora) => runFuzzConformance(corpora),
  'kill-flows': () => runFlowKillConformance(),
  delivery: () => runDeliveryConformance(),
  'kill-refresh': () => runKillConformance(),
  'own-connector': async (corpora) => runOwnDefinitionConformance(resolve(corpora, 'schemas')),
  matching: (corpora) => runMatchingConformance(resolve(corpora, '../data')),
  workflow: (corpora) => runWorkflowConformance(corpora),
};

/** Runs that take many minutes: only when named. */
const ON_REQUEST: ReadonlySet<string> = new Set(['kill-flows', 'kill-refresh']);

const corpora = resolve(process.env['CORPORA'] ?? '../shared/corpora');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = wanted.filter((name) => !(name in SUBJECTS));
if (unknown.length > 0 || !existsSync(corpora)) {
  console.error(
    unknown.length > 0
      ? `There is no subject ${unknown.join(', ')}. Use: ${Object.keys(SUBJECTS).join(', ')}`
      : `There is no folder ${corpora}. Set CORPORA.`,
  );
  process.exit(2);
}
let isGood = true;
for (const [name, run] of Object.entries(SUBJECTS)) {
  if (wanted.length > 0 ? !wanted.includes(name) : ON_REQUEST.has(name)) continue;
  const table = await run(corpora);
  console.log(renderTable(table));
  isGood &&= isAboveFloors(table);
}
process.exitCode = isGood ? 0 : 1;
