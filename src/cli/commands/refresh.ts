import { type Command, Option } from 'commander';
import { renderError } from '../../base/errors.ts';
import type { RefreshJob, RefreshScope, RefreshTask } from '../../model/refresh.ts';
import type { CommandContext } from '../context.ts';
import { readCount } from '../number.ts';
import { EXIT, renderTable } from '../output.ts';
import { failureOf, renderSkipped } from './skipped-tasks.ts';

interface RunOptions {
  readonly full?: boolean;
  readonly learn?: boolean;
  readonly source?: string;
  readonly unify?: boolean;
  readonly segment?: string;
  readonly measure?: string;
  readonly wait?: boolean;
}

/** `fluxu refresh run|list|show|cancel|explain`. */
export function addRefreshCommands(program: Command, context: CommandContext): void {
  const refresh = program.command('refresh').description('Refresh data and see past refreshes');
  refresh
    .command('run')
    .description('Start a refresh: everything (default), one data source, or unification, with all that depends on it')
    .option('--full', 'read every source whole, also those that are loaded incrementally')
    .addOption(new Option('--learn', 'learn the weights of probabilities anew').conflicts(['segment', 'measure']))
    .addOption(new Option('--source <name>', 'one data source').conflicts(['unify', 'segment', 'measure']))
    .addOption(new Option('--unify', 'unification').conflicts(['segment', 'measure']))
    .addOption(new Option('--segment <name>', 'one segment').conflicts('measure'))
    .option('--measure <name>', 'one measure')
    .option(
      '--wait',
      'do it here and wait for the end; the exit code tells whether it succeeded. Without this a running server does it',
    )
    .option('--json', 'result as JSON')
    .action((options: RunOptions) => runRefresh(context, options));
  refresh
    .command('list')
    .description('Past refreshes, newest first')
    .option('--limit <count>', 'how many', readCount, 20)
    .option('--json', 'result as JSON')
    .action((options: { limit: number }) => listRefreshes(context, options.limit));
  refresh
    .command('show')
    .description('One refresh with its tasks')
    .argument('<id>')
    .option('--json', 'result as JSON')
    .action(async (jobId: string) => {
      const job = await (await context.app()).refreshes.get(jobId);
      context.output.result(job, () => renderJob(job));
    });
  refresh
    .command('cancel')
    .description('Stop a refresh; the published data stays as it is')
    .argument('<id>')
    .option('--json', 'result as JSON')
    .action(async (jobId: string) => {
      const job = await (await context.app()).refreshes.cancel(jobId);
      context.output.result(job, () => `Refresh ${job.jobId} is ${job.status}.`);
    });
  refresh
    .command('verify')
    .description('Compute everything anew from the published sources, aside, and compare it with what is published')
    .option('--json', 'result as JSON')
    .action(() => verify(context));
  refresh
    .command('explain')
    .description('List the stages of a refresh, or show one stage: its SQL and, with --run, the rows it gives')
    .argument('[stage]')
    .option('--run', 'run the stages up to this one aside and show the first rows')
    .option('--json', 'result as JSON')
    .action((stage: string | undefined, options: { run?: boolean }) => explain(context, stage, options.run === true));
}

function scopeOf(options: RunOptions): RefreshScope {
  if (options.source !== undefined) return { kind: 'source', name: options.source };
  if (options.segment !== undefined) return { kind: 'segment', name: options.segment };
  if (options.measure !== undefined) return { kind: 'measure', name: options.measure };
  return options.unify ? { kind: 'unify' } : { kind: 'full' };
}

async function runRefresh(context: CommandContext, options: RunOptions): Promise<void> {
  const { refreshes } = await context.app();
  const isHandedOver = !options.wait && (await refreshes.hasTaker());
  const submitted = await refreshes.submit({
    scope: scopeOf(options),
    submittedBy: 'command line',
    isFullLoad: options.full === true,
    learnsWeights: options.learn === true,
    isHandedOver,
  });
  if (isHandedOver)
    return context.output.result(
      submitted,
      () => `Refresh ${submitted.jobId} is queued. Follow it with: fluxu refresh show ${submitted.jobId}`,
    );
  if (!options.wait) context.output.say('No server runs on this data folder, so this command does the refresh itself.');
  await followRefresh(context, submitted.jobId);
}

async function followRefresh(context: CommandContext, jobId: string): Promise<void> {
  const app = await context.app();
  const finished = await app.refreshes.wait(jobId, {
    signal: context.stopRequested,
    onProgress: (job) => context.output.progress(renderProgress(job)),
  });
  await app.settle();
  const events = await app.eventsOf(finished.jobId);
  if (finished.status !== 'successful') context.exitCode = EXIT.failed;
  context.output.result({ ...finished, events }, () => `${renderJob(finished)}\n${events.length} event(s) raised.`);
}

async function listRefreshes(context: CommandContext, limit: number): Promise<void> {
  const { items } = await (await context.app()).refreshes.list({ limit });
  const rows = items.map((job) => [job.jobId, job.scope.kind, job.status, job.submittedAt, job.endedAt ?? '']);
  context.output.result(items, () =>
    rows.length === 0
      ? 'No refresh yet. Start one with: fluxu refresh run'
      : renderTable(['ID', 'SCOPE', 'STATUS', 'SUBMITTED', 'ENDED'], rows),
  );
}

async function verify(context: CommandContext): Promise<void> {
  const verification = await (await context.app()).verify();
  if (!verification.isEqual) context.exitCode = EXIT.failed;
  const rows = verification.entities.map(({ entity, rows: count, surplus, missing }) => [
    entity,
    count,
    surplus,
    missing,
  ]);
  const verdict = verification.isEqual
    ? 'Everything published is what a full computation gives.'
    : 'What is published differs; run: fluxu refresh run --full';
  context.output.result(
    verification,
    () => `${renderTable(['ENTITY', 'ROWS', 'SURPLUS', 'MISSING'], rows)}\n${verdict}`,
  );
}

async function explain(context: CommandContext, stage: string | undefined, isRun: boolean): Promise<void> {
  const app = await context.app();
  if (stage === undefined) {
    const stages = await app.stages();
    context.output.result(stages, () =>
      renderTable(
        ['STAGE', 'TASK', 'MAKES'],
        stages.map(({ name, task, summary }) => [name, task, summary]),
      ),
    );
    return;
  }
  const explained = await app.explain(stage, isRun);
  context.output.result(explained, () => {
    const sample = explained.rows
      ? `\n\n-- first rows\n${explained.rows.map((row) => JSON.stringify(row)).join('\n')}`
      : '';
    return `-- ${explained.summary}\n${explained.sql}${sample}`;
  });
}

function renderProgress(job: RefreshJob): string {
  const done = job.tasks.filter((task) => task.endedAt !== undefined).length;
  const running = job.tasks.filter((task) => task.status === 'running').map((task) => task.displayName);
  return `${done}/${job.tasks.length} tasks  ${running.join(', ')}`;
}

/** A refresh as people read it: its tasks with how each was done, then what went wrong and what is warned of. */
export function renderJob(job: RefreshJob): string {
  const rows = job.tasks.map((task) => [
    task.taskId,
    task.status,
    task.rows ?? '',
    task.seconds === undefined ? '' : `${task.seconds.toFixed(2)} s`,
    methodOf(task),
    remarkOf(task),
  ]);
  const error = job.error ? [renderError(job.error)] : [];
  const table = renderTable(['TASK', 'STATUS', 'ROWS', 'TIME', 'METHOD', 'REMARK'], rows);
  const remarksIn = (task: RefreshTask) =>
    failureOf(task, job.tasks) ? [] : [...renderRemarks(task), ...renderSkipped(task, job.tasks)];
  const asked = job.learnsWeights ? ['Asked to learn weights anew.'] : [];
  return [`Refresh ${job.jobId}: ${job.status}`, ...asked, table, ...job.tasks.flatMap(remarksIn), ...error].join('\n');
}

/** What went wrong in a task and what it warns of, each with its mend; last, why all was computed anew. */
function renderRemarks({ taskId, error, warnings, additionalInfo }: RefreshTask): string[] {
  const told = [...(error ? [error] : []), ...warnings].map((one) => `${taskId}  ${renderError(one)}`);
  const { method, reason } = additionalInfo;
  return taskId === 'map' && method === 'whole' ? [...told, `${taskId}  whole: ${reason}`] : told;
}

/** How a task came to its rows, of a data source by entity: unchanged, carried, changedRows or whole. */
function methodOf({ additionalInfo: { method, entities } }: RefreshTask): string {
  const methods = Array.isArray(entities) ? entities.map((entity) => entity.method) : [];
  return [...new Set([method, ...methods])].filter((one) => typeof one === 'string').join(', ');
}

function remarkOf(task: RefreshTask): string {
  if (task.error) return task.error.code;
  return task.warnings.length > 0 ? `${task.warnings.length} warning(s)` : '';
}
