import { type Command, InvalidArgumentError } from 'commander';
import type { SubscriptionView } from '../../app/view/subscription.ts';
import type { CommandContext } from '../context.ts';
import { readNumber } from '../number.ts';
import { renderTable } from '../output.ts';

const ACTOR = 'command line';
const PAGE_SIZE = 200;
const STATES = ['active', 'paused', 'ended'] as const;
const MISSED = ['all', 'latest', 'none'] as const;
type Missed = (typeof MISSED)[number];
const REPLAYED = ['dead', 'dropped', 'delivered'] as const;
type Replayed = (typeof REPLAYED)[number];

/** `fluxu subscription …`: webhook receivers and what is on its way to them. */
export function addSubscriptionCommands(program: Command, context: CommandContext): void {
  const subscription = program
    .command('subscription')
    .description('Webhook receivers that are told when a trigger fires');
  addLooking(subscription, context);
  addStates(subscription, context);
  addReplay(subscription, context);
}

function addLooking(subscription: Command, context: CommandContext): void {
  subscription
    .command('list')
    .description('All subscriptions, newest first')
    .option('--state <state>', 'active, paused or ended', (text) => readChoice(text, STATES))
    .option('--json', 'result as JSON')
    .action(async ({ state }: { readonly state?: string }) => {
      const found = (await listAll(context)).filter((item) => state === undefined || item.state === state);
      context.output.result(found, () => (found.length === 0 ? 'No subscription.' : renderList(found)));
    });
  subscription
    .command('show')
    .description('One subscription, with what is on its way')
    .argument('<id>', 'id or name')
    .option('--json', 'result as JSON')
    .action(async (name: string) => show(context, await find(context, name)));
}

function addStates(subscription: Command, context: CommandContext): void {
  const command = (name: string, description: string) =>
    subscription
      .command(name)
      .description(description)
      .argument('<id>', 'id or name')
      .option('--json', 'result as JSON');
  command('pause', 'Let deliveries wait').action(async (name: string) => {
    const { subscriptions } = await context.app();
    show(context, await subscriptions.pause((await find(context, name)).subscriptionId, ACTOR));
  });
  command('resume', 'Let deliveries go out again')
    .requiredOption(
      '--missed <choice>',
      'what to do with what waited: all, latest (of each series) or none',
      readMissed,
    )
    .action(async (name: string, { missed }: { readonly missed: Missed }) => {
      const app = await context.app();
      const resumed = await app.subscriptions.resume((await find(context, name)).subscriptionId, missed, ACTOR);
      await app.settle();
      show(context, await app.subscriptions.get(resumed.subscriptionId));
    });
  command('test', 'Send an occurrence marked as a test, made from the last real values').action((name: string) =>
    test(context, name),
  );
  command('rotate', 'Make a new signing secret, which is shown only now')
    .option('--overlap-hours <hours>', 'how long the old one still signs', readHours)
    .action(async (name: string, { overlapHours }: { readonly overlapHours?: number }) => {
      const { subscriptions } = await context.app();
      const { subscriptionId } = await find(context, name);
      const rotated = await subscriptions.rotate(subscriptionId, { overlapHours }, ACTOR);
      context.output.result(rotated, () => `New secret: ${rotated.secret}`);
    });
  command('remove', 'End it: its address and secret are forgotten, its history stays').action(async (name: string) => {
    const { subscriptions } = await context.app();
    const { subscriptionId } = await find(context, name);
    await subscriptions.end(subscriptionId, ACTOR);
    context.output.result({ removed: subscriptionId }, () => `Removed '${subscriptionId}'.`);
  });
}

interface ReplayOptions {
  readonly from?: string;
  readonly until?: string;
  readonly status?: readonly Replayed[];
}

function addReplay(subscription: Command, context: CommandContext): void {
  subscription
    .command('replay')
    .description('Send deliveries once more, under the same ids')
    .argument('<id>', 'id or name')
    .option('--from <moment>', 'made at or after, ISO 8601', readMoment)
    .option('--until <moment>', 'made before, ISO 8601', readMoment)
    .option('--status <status...>', 'dead (default), dropped or delivered', (text, all: Replayed[] = []) => [
      ...all,
      readChoice(text, REPLAYED),
    ])
    .option('--json', 'result as JSON')
    .action(async (name: string, { from, until, status: statuses }: ReplayOptions) => {
      const app = await context.app();
      const { subscriptionId: watcherId } = await find(context, name);
      const replay = await app.deliveries.replay({ watcherId, from, until, statuses });
      await app.settle();
      context.output.result(replay, () => `${replay.replayed} deliveries were sent once more.`);
    });
}

async function test(context: CommandContext, name: string): Promise<void> {
  const app = await context.app();
  const { deliveryId, eventId } = await app.subscriptions.test((await find(context, name)).subscriptionId);
  await app.settle();
  const { delivery } = await app.deliveries.get(deliveryId);
  const { status, lastError } = delivery;
  context.output.result(delivery, () => `${eventId}: ${status}${lastError === undefined ? '' : `, ${lastError}`}`);
}

async function listAll(context: CommandContext): Promise<SubscriptionView[]> {
  const { subscriptions } = await context.app();
  const found: SubscriptionView[] = [];
  let cursor: string | undefined;
  do {
    const page = await subscriptions.list({}, { limit: PAGE_SIZE, cursor });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

/** By id, or by name: then the newest that has not ended. @throws FLX_SUBSCRIPTION_UNKNOWN */
async function find(context: CommandContext, name: string): Promise<SubscriptionView> {
  const named = (await listAll(context)).filter((item) => item.displayName === name);
  const found = named.find(({ state }) => state !== 'ended') ?? named[0];
  return found ?? (await context.app()).subscriptions.get(name);
}

function show(context: CommandContext, found: SubscriptionView): void {
  const { subscriptionId, displayName, trigger, host, format, isOrdered, state, stateReason, heldUntil, counts } =
    found;
  context.output.result(found, () =>
    [
      `${displayName} (${subscriptionId})`,
      `${trigger} ${JSON.stringify(found.parameters)} to ${host}, as ${format}${isOrdered ? ', in order' : ''}`,
      `${state}${stateReason === undefined ? '' : `: ${stateReason}`}${heldUntil === undefined ? '' : `; silent until ${heldUntil}`}`,
      `${counts.waiting} waiting, ${counts.delivered} delivered, ${counts.dead} dead, ${counts.dropped} dropped`,
    ].join('\n'),
  );
}

function renderList(found: readonly SubscriptionView[]): string {
  const rows = found.map(({ subscriptionId, displayName, trigger, host, state, counts }) => [
    subscriptionId,
    displayName,
    trigger,
    host,
    state,
    counts.waiting,
    counts.dead,
  ]);
  return renderTable(['ID', 'NAME', 'TRIGGER', 'TO', 'STATE', 'WAITING', 'DEAD'], rows);
}

function readChoice<Choice extends string>(text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw new InvalidArgumentError(`Use one of: ${choices.join(', ')}.`);
  return choice;
}

function readMissed(text: string): Missed {
  return readChoice(text, MISSED);
}

function readMoment(text: string): string {
  if (Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('It is no moment such as 2026-05-01T00:00:00Z.');
  return text;
}

/** As long as the API allows. */
const MOST_HOURS = 720;

function readHours(text: string): number {
  const hours = readNumber(text);
  if (hours < 0 || hours > MOST_HOURS) throw new InvalidArgumentError(`It is not between 0 and ${MOST_HOURS}.`);
  return hours;
}
