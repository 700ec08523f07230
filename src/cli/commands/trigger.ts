import type { Command } from 'commander';
import type { OpenedApp } from '../../app/opened-app.ts';
import type { BacktestView } from '../../app/view/watcher.ts';
import { TriggerDefinition } from '../../model/trigger.ts';
import { validate } from '../../model/validate.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { readJsonFile } from '../file.ts';
import { readNumber } from '../number.ts';
import { renderTable } from '../output.ts';

/** `fluxu trigger list|test|backtest`. */
export function addTriggerCommands(program: Command, context: CommandContext): void {
  const trigger = program.command('trigger').description('What watches your data, and what it would have done');
  trigger
    .command('list')
    .description('All watchers with their state')
    .option('--json', 'result as JSON')
    .action(async () => {
      const watchers = await (await context.app()).triggers.list();
      const rows = watchers.map((item) => [
        item.watcherId,
        item.displayName,
        item.trigger,
        item.state,
        item.value ?? '',
        item.threshold ?? '',
        item.lastFiredAt ?? 'never',
      ]);
      context.output.result(watchers, () =>
        rows.length === 0
          ? 'Nothing watches yet. Add a trigger or a flow to the workspace.'
          : renderTable(['ID', 'NAME', 'TRIGGER', 'STATE', 'VALUE', 'THRESHOLD', 'LAST FIRED'], rows),
      );
    });
  trigger
    .command('test')
    .description('Send an occurrence marked as a test, made from the last real values')
    .argument('<watcher>', 'id or name')
    .option('--json', 'result as JSON')
    .action(async (name: string) => {
      const app = await context.app();
      const firing = await app.triggers.test(await watcherIdOf(app, name));
      await app.settle();
      context.output.result(firing, () => `Sent as ${firing.eventId}:\n${JSON.stringify(firing.payload, null, 2)}`);
    });
  trigger
    .command('backtest')
    .description('Every evaluation of the kept history, and which would have fired')
    .argument('[watcher]', 'id or name; or give a trigger in a file')
    .option('--file <file>', 'a trigger definition as JSON')
    .option('--threshold <number...>', 'thresholds to try instead', (value: string, all: number[] = []) => [
      ...all,
      readNumber(value),
    ])
    .option('--json', 'result as JSON')
    .action((name: string | undefined, options: BacktestOptions) => backtest(context, name, options));
}

interface BacktestOptions {
  readonly file?: string;
  readonly threshold?: readonly number[];
}

async function watcherIdOf(app: OpenedApp, name: string): Promise<string> {
  const watchers = await app.triggers.list();
  return (
    watchers.find((item) => item.watcherId === name || item.owner.name === name || item.displayName === name)
      ?.watcherId ?? name
  );
}

async function backtest(context: CommandContext, name: string | undefined, options: BacktestOptions): Promise<void> {
  if (name === undefined && options.file === undefined) throw cliError('FLX_CLI_WATCHER', {});
  const app = await context.app();
  const request =
    options.file === undefined
      ? await requestOfWatcher(app, name ?? '')
      : validate(TriggerDefinition, await readJsonFile(options.file), { file: options.file });
  const thresholds = options.threshold ?? [undefined];
  const results = await Promise.all(
    thresholds.map(async (threshold) => {
      const parameters = threshold === undefined ? request.parameters : { ...request.parameters, threshold };
      return {
        threshold: Number(parameters['threshold']),
        ...(await app.triggers.backtest({ trigger: request.trigger, parameters })),
      };
    }),
  );
  context.output.result(options.threshold ? results : results[0], () => results.map(renderBacktest).join('\n\n'));
}

async function requestOfWatcher(app: OpenedApp, name: string) {
  const watcherId = await watcherIdOf(app, name);
  return app.triggers.get(watcherId);
}

function renderBacktest({ threshold, firings, evaluations }: BacktestView & { readonly threshold: number }): string {
  const rows = evaluations.map((item) => [
    item.evaluatedAt,
    item.previous ?? '',
    item.value ?? '',
    item.hasFired ? 'fired' : item.decision,
    item.reason,
  ]);
  const heading = Number.isNaN(threshold) ? '' : `Threshold ${threshold}: `;
  return `${heading}would have fired ${firings} time(s) in ${evaluations.length} evaluation(s).\n${renderTable(['AT', 'FROM', 'TO', 'DECISION', 'REASON'], rows)}`;
}
