import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createCompany } from '../../../demo/company/company.ts';
import { type Delivery, writeDelivery } from '../../../demo/company/files.ts';
import type { MailReceiver } from '../../../demo/receivers/mail-receiver.ts';
import type { TeamsReceiver } from '../../../demo/receivers/teams-receiver.ts';
import { DEMO_WORKSPACE } from '../../../demo/workspace/read.ts';
import type { OpenedApp } from '../../app/opened-app.ts';
import type { MessageView } from '../../app/view/message.ts';
import type { RefreshJob } from '../../model/refresh.ts';
import type { CommandContext } from '../context.ts';
import type { RunningServer } from '../server.ts';
import { untilAborted } from './start.ts';

/** `fluxu demo`: the main job in front of the reader, on a throw-away folder. */
export function addDemoCommand(program: Command, context: CommandContext): void {
  program
    .command('demo')
    .description('Generate a sample company, refresh it twice, and show what its triggers and flows do')
    .option('--exit', 'stop when the story is told, instead of keeping the page open')
    .option('--json', 'result as JSON; implies --exit')
    .action((options: { exit?: boolean; json?: boolean }) =>
      runDemo(context, options.exit === true || options.json === true),
    );
}

interface Receivers {
  readonly teams: TeamsReceiver;
  readonly mail: MailReceiver;
}

async function runDemo(context: CommandContext, isExiting: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fluxu-demo-'));
  const { startTeamsReceiver } = await import('../../../demo/receivers/teams-receiver.ts');
  const { startMailReceiver } = await import('../../../demo/receivers/mail-receiver.ts');
  const receivers = { teams: await startTeamsReceiver(), mail: await startMailReceiver() };
  let server: RunningServer | undefined;
  try {
    server = await startDemoServer(context, { folder, receivers });
    const story = await tellStory(context, { app: server.app, folder, receivers });
    context.output.result({ address: server.address, signIn: server.entry, ...story }, () => '');
    if (isExiting) return;
    context.output.say(`\nSee it all at ${server.entry ?? server.address} (stop with Ctrl+C)`);
    await untilAborted(context.stopRequested);
  } finally {
    await server?.close();
    await receivers.teams.stop();
    await receivers.mail.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startDemoServer(
  context: CommandContext,
  { folder, receivers }: { folder: string; receivers: Receivers },
): Promise<RunningServer> {
  const { startServer } = await import('../server.ts');
  const environment = {
    ...context.environment,
    DEMO_DATA: join(folder, 'data'),
    DEMO_TEAMS_WEBHOOK_URL: receivers.teams.url,
    DEMO_MAIL_HOST: receivers.mail.host,
    DEMO_MAIL_PORT: String(receivers.mail.port),
  };
  const settings = {
    ...context.settings(),
    home: join(folder, 'home'),
    host: '127.0.0.1',
    publicUrl: '',
    state: '',
    allowPrivateNetworks: true,
    logLevel: 'error',
  };
  return startServer({
    settings,
    environment,
    isDemo: true,
    name: 'Itsaslore',
    baseFolder: folder,
    messages: async () => ({ items: messagesOf(receivers) }),
  });
}

/** What the receivers took in, newest first. */
function messagesOf({ teams, mail }: Receivers): MessageView[] {
  const cards = teams.cards().map(
    ({ receivedAt, card, key }, index): MessageView => ({
      messageId: `teams-${index}`,
      channel: 'teams',
      receivedAt,
      to: ['Data team'],
      card,
      runId: runIdOf(key),
    }),
  );
  const mails = mail.mails().map(
    ({ receivedAt, from, to, subject, text, html, messageId }): MessageView => ({
      messageId,
      channel: 'mail',
      receivedAt,
      from,
      to: [...to],
      subject,
      text,
      html,
    }),
  );
  return [...cards, ...mails].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
}

function runIdOf(key: string | undefined): string | undefined {
  return key?.split('/')[0];
}

interface Stage {
  readonly app: OpenedApp;
  readonly folder: string;
  readonly receivers: Receivers;
}

async function tellStory({ output, clock }: CommandContext, { app, folder, receivers }: Stage) {
  const started = clock.monotonicSeconds();
  const seconds = () => `${(clock.monotonicSeconds() - started).toFixed(1)} s`;
  const company = createCompany();
  const deliver = (delivery: Delivery) =>
    writeDelivery(company, { folder: join(folder, 'data'), delivery, now: clock.now() });
  output.say(
    `Itsaslore, a made-up chain of shops: ${company.people.length.toLocaleString('en')} people in three systems.`,
  );
  await deliver('first');
  await app.applyFolder(DEMO_WORKSPACE, true);
  const first = await refresh(app);
  output.say(`\n1  First refresh (${seconds()})\n${await describe(app, first)}`);
  const files = await deliver('second');
  output.say(`\n2  New files arrive: ${Object.keys(files).length} files, the survey is missing.`);
  const second = await refresh(app);
  await app.settle();
  output.say(`\n3  Second refresh (${seconds()})\n${await describe(app, second)}`);
  const { firings } = await app.home();
  output.say(
    `\n4  What fired\n${firings.map((firing) => `   ${firing.displayName}: ${firing.reason}`).join('\n') || '   nothing'}`,
  );
  const messages = messagesOf(receivers);
  output.say(`\n5  What was sent\n${messages.map(describeMessage).join('\n') || '   nothing'}`);
  return { refreshes: [first, second], firings, messages };
}

async function refresh(app: OpenedApp): Promise<RefreshJob> {
  const { jobId } = await app.refreshes.submit({ scope: { kind: 'full' }, submittedBy: 'demo' });
  return app.refreshes.wait(jobId);
}

async function describe(app: OpenedApp, job: RefreshJob): Promise<string> {
  const { profiles, measures, segments } = await app.home();
  const number = (value: number | undefined) => value?.toLocaleString('en') ?? '–';
  const failed = job.tasks
    .filter((task) => task.status === 'failed')
    .map((task) => `   ${task.displayName} failed: ${task.error?.message}`);
  return [
    `   ${number(profiles.value)} unified profiles`,
    ...measures.map((measure) => `   ${measure.displayName}: ${number(measure.value)} ${measure.unit ?? ''}`.trimEnd()),
    ...segments.map((segment) => `   ${segment.displayName}: ${number(segment.value)} members`),
    ...failed,
  ].join('\n');
}

function describeMessage(message: MessageView): string {
  if (message.channel === 'mail') return `   Mail to ${message.to.join(', ')}: ${message.subject ?? ''}`;
  const body = (message.card as { body?: readonly { text?: string }[] } | undefined)?.body;
  return `   Teams card: ${body?.[0]?.text ?? ''}`;
}
