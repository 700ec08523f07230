import { createServer } from 'node:http';
import type { BrowserContext } from 'playwright-core';
import { registerProgram } from '../../connector/program.ts';
import {
  becomeAdministrator,
  listen,
  PASSWORD,
  type SignInServer,
  startSignInServer,
} from '../../connector/sign-in-server.ts';
import { WEB_ROOT } from './browser.ts';
import type { Places } from './pages.ts';
import { segmentTrigger } from './segment-trigger.ts';

/** A server with something behind every page of the application. */
export interface BusyCompany extends SignInServer {
  readonly places: Places;
  /** Signs a browser in as the administrator. */
  signIn(context: BrowserContext): Promise<void>;
}

const growth = {
  name: 'Growth',
  displayName: 'Tell of growth',
  connections: { shared_customerinsights: 'Insights' },
  definition: {
    triggers: { When_the_segment_crosses: segmentTrigger() },
    actions: {
      Say: { type: 'Compose', inputs: "@{triggerBody()?['segmentFriendlyName']} has grown", runAfter: {} },
      Each: {
        type: 'Foreach',
        foreach: '@range(0, 3)',
        actions: { Count: { type: 'Compose', inputs: '@item()', runAfter: {} } },
        runAfter: { Say: ['Succeeded'] },
      },
    },
  },
};

/** Two refreshes of the small company with a crossing and a failed source, a run, deliveries, people, keys and programs. */
export async function openBusyCompany(): Promise<BusyCompany> {
  const server = await startSignInServer(WEB_ROOT);
  const { app } = server.company;
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202).end());
  });
  const url = await listen(receiver);
  const administrator = await becomeAdministrator(server);
  await administrator.send('POST', '/api/keys', { name: 'Nightly export', role: 'viewer', scopes: ['api'] });
  const invitation = { email: 'jon@example.org', displayName: 'Jon Garate', role: 'viewer' };
  const { link } = (await administrator.send('POST', '/api/users', invitation)).body as { readonly link: string };
  const program = await registerProgram(server.address, administrator);
  await program.allow(administrator);
  await app.definitions.put({
    kind: 'connection',
    name: 'Insights',
    definition: { name: 'Insights', displayName: 'Our customers', connector: 'customer-insights' },
    changedBy: 'test',
  });
  await app.definitions.put({ kind: 'flow', name: 'Growth', definition: growth, changedBy: 'test' });
  const failed = { displayName: 'Our own desk', trigger: 'DataSourceRefreshFailed', parameters: {}, url } as const;
  await app.subscriptions.add(failed, 'test');
  await app.start();
  await server.company.refresh();
  server.company.deliverContacts(5);
  server.company.loseSurvey();
  const { jobId: refresh } = await server.company.refresh();
  const places = {
    refresh,
    run: await endedRun(server),
    ...(await someRows(server)),
    welcome: new URL(link, server.address).search,
  };
  return {
    ...server,
    places,
    signIn: async (context) => {
      const data = { email: 'ane@example.org', password: PASSWORD };
      const answer = await context.request.post(`${server.address}/api/session`, { data });
      if (!answer.ok()) throw new Error(`Nobody is signed in: ${await answer.text()}`);
    },
    close: async () => {
      await server.close();
      receiver.closeAllConnections();
      receiver.close();
    },
  };
}

/** The run that the crossing started, once it has ended and the receiver has been told. */
async function endedRun({ company: { app } }: SignInServer): Promise<string> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const [run] = (await app.runs.list({}, { limit: 1 })).items;
    const deliveries = (await app.deliveries.list({}, { limit: 50 })).items;
    const open = deliveries.filter(({ status }) => status !== 'delivered');
    if (run?.status === 'Succeeded' && deliveries.length > 0 && open.length === 0) return run.runId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The crossing has started no run that ends well.');
}

async function someRows({ company: { app } }: SignInServer) {
  const [customer] = (await app.entities.rows('Customer', { limit: 1 })).items;
  const watchers = await app.triggers.list();
  const watcher = watchers.find(({ threshold }) => threshold !== undefined) ?? watchers[0];
  return { customer: String(customer?.['CustomerId']), watcher: String(watcher?.watcherId) };
}
