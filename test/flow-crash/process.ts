import { systemClock } from '../../src/base/clock.ts';
import { createEgressGuard } from '../../src/base/egress/guarded-fetch.ts';
import { createLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { FlowEngine } from '../../src/flows/engine/engine.ts';
import { createJournal } from '../../src/store/journal/journal.ts';
import { createOwner } from '../../src/store/process-owner.ts';
import { openStore } from '../../src/store/store.ts';
import { crashFlow } from './flow.ts';

/** A process that runs flows until it is killed: arguments are data folder, state store, service and number of runs. */
const [home = '', state = '', url = '', runs = '0'] = process.argv.slice(2);
const [clock, random] = [systemClock, systemRandom];
const logger = createLogger({ level: 'error' });
const store = await openStore({ home, state, secretKey: '', clock, random, logger });
const guard = createEgressGuard({ allowPrivateNetworks: true });
const engine = new FlowEngine({
  journal: createJournal(store),
  clock,
  random,
  logger,
  owner: createOwner(random),
  host: {
    calls: { fetch: guard.fetch, resolveHost: guard.resolveHost },
    connection: async () => {
      throw new Error('there are no connections');
    },
    findChild: async () => {
      throw new Error('there are no other flows');
    },
    callbackUrl: ({ runId }) => runId,
    settings: {},
    onChange: () => undefined,
  },
});
engine.start();
const version = engine.versions.of(crashFlow(url));
for (let run = 0; run < Number(runs); run++)
  await engine.startRun({ runId: `run-${run}`, version, triggerName: 'manual', trigger: { outputs: { body: {} } } });
process.stdout.write('started\n');
