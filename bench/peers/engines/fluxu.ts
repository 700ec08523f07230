// A flow of connector calls, each durable before the next, on the same database as the others.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBenchEngine } from '../../flows/engine.ts';
import { callsFlow } from '../../flows/sample-flows.ts';
import { measurePeer, readTask, report } from '../task.ts';

const task = readTask();
const engine = await openBenchEngine(mkdtempSync(join(tmpdir(), 'fluxu-peers-')), task.postgres);
report(await measurePeer(task, () => engine.run(callsFlow)));
