import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { MatchResult } from '../../app/match/match-files.ts';
import type { MatchLabelling, MatchRow } from '../../app/match/request.ts';
import { counted } from '../../base/counted.ts';
import { renderError } from '../../base/errors.ts';
import { requireMemoryLimit } from '../../base/memory-limit.ts';
import type { MatchPlan } from '../../model/match-plan.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { makeFolderOf, readTextFile, requireFiles } from '../file.ts';
import { readCount } from '../number.ts';
import { renderTable } from '../output.ts';
import { renderThresholds, renderWaterfall } from './customer.ts';
import { tellReason } from './why-not.ts';

interface MatchOptions {
  readonly key: readonly string[];
  readonly out?: string;
  readonly plan?: string;
  readonly threads?: number;
  readonly memory?: string;
  readonly report?: string;
  readonly labels?: string;
}

/** `fluxu match`: which rows of files are one person or organisation, without any set-up. */
export function addMatchCommand(program: Command, context: CommandContext): void {
  const match = program
    .command('match')
    .description(
      'Find which rows of CSV or Parquet files are one person or organisation; no rules and no labels needed',
    )
    .argument('<files...>', 'CSV (also gzipped) or Parquet files, one source each')
    .requiredOption(
      '--key <column>',
      'column that identifies a row within its file; for one file alone as source=column, as often as needed',
      (key: string, before: readonly string[] = []) => [...before, key],
    )
    .option('--out <file>', 'where source, key and cluster_id go; CSV, or Parquet by its extension')
    .option('--plan <file>', 'JSON that says what columns are, and further lists')
    .option('--threads <count>', 'threads to use; one a core by default', readCount)
    .option('--memory <size>', 'most memory, such as 4GB, at least 256MB; beyond it data is spilled to disk')
    .option('--report <file>', 'a report: HTML, or JSON by its extension')
    .option(
      '--labels <file>',
      'CSV of rows of which you know who is who: the best threshold, and precision and recall by threshold',
    )
    .option('--json', 'result as JSON')
    .action((files: string[], options: MatchOptions) => runMatch(context, files, options));
  match
    .command('explain')
    .description('Why two rows of the files are, or are not, one person: the evidence in bits (options as for match)')
    .argument('<row>', 'a row as source:key, where the source is the name of its file without extension')
    .argument('<other>', 'the other one')
    .argument('<files...>', 'the files to be matched')
    .action((row: string, other: string, files: string[], _own: object, command: Command) =>
      explainMatch(context, { rows: [rowOf(row), rowOf(other)], files }, command.optsWithGlobals()),
    );
}

function memoryOf({ memory }: MatchOptions, context: CommandContext): string {
  return memory === undefined ? context.settings().memoryLimit : requireMemoryLimit(memory, '--memory');
}

function rowOf(text: string): MatchRow {
  const at = text.indexOf(':');
  if (at <= 0) throw cliError('FLX_CLI_RECORD', { record: text });
  return { source: text.slice(0, at), key: text.slice(at + 1) };
}

async function explainMatch(
  context: CommandContext,
  { rows, files }: { readonly rows: readonly [MatchRow, MatchRow]; readonly files: readonly string[] },
  options: MatchOptions,
): Promise<void> {
  await requireFiles(files);
  const { matchFiles } = await import('../../app/match/match-files.ts');
  const { explained } = await matchFiles(
    {
      files,
      key: options.key,
      plan: await readPlan(options.plan),
      threads: Number(options.threads ?? 0),
      memoryLimit: memoryOf(options, context),
      hasReport: false,
      explain: rows,
    },
    { clock: context.clock, signal: context.stopRequested },
  );
  if (!explained) return;
  context.output.result(explained, () =>
    [
      explained.isTogether ? 'One cluster' : 'Two clusters',
      ...explained.reasons.map((reason) => tellReason(reason)),
      renderWaterfall(explained),
    ].join('\n'),
  );
}

async function runMatch(context: CommandContext, files: readonly string[], options: MatchOptions): Promise<void> {
  await requireFiles(files);
  for (const path of [options.out, options.report]) if (path !== undefined) await makeFolderOf(path);
  const { matchFiles } = await import('../../app/match/match-files.ts');
  const result = await matchFiles(
    {
      files,
      key: options.key,
      plan: await readPlan(options.plan),
      out: options.out,
      threads: options.threads ?? 0,
      memoryLimit: memoryOf(options, context),
      hasReport: options.report !== undefined,
      labels: await readLabels(options.labels),
    },
    {
      clock: context.clock,
      signal: context.stopRequested,
      onStage: ({ name, seconds, rows }) =>
        context.output.say(
          `${name.padEnd(26)} ${seconds.toFixed(2).padStart(8)} s  ${rows === undefined ? '' : counted(rows, 'row')}`,
        ),
    },
  );
  for (const { warning } of result.rejected) context.output.say(renderError(warning));
  for (const { key, rows } of result.skippedBlocks)
    context.output.say(`Too many rows share ${key} to be compared: ${rows.toLocaleString('en')}.`);
  if (result.thinEvidence)
    context.output.say(
      `The weights mean little: ${counted(result.thinEvidence.records, 'row')}, with about ${counted(result.thinEvidence.expectedMatches, 'pair')} of one customer among them, are too few to learn from.`,
    );
  if (result.strangeMatches) {
    const { strangeText } = await import('../../app/match/report/strange.ts');
    context.output.say(
      `${strangeText(result.strangeMatches)} Check what each column was taken for, or match by rules.`,
    );
  }
  if (options.report !== undefined) await saveReport(options.report, result);
  const { report: _report, ...told } = result;
  context.output.result(told, () => renderMatch(result));
}

async function readPlan(path: string | undefined): Promise<MatchPlan> {
  if (path === undefined) return {};
  const { MatchPlan: schema } = await import('../../model/match-plan.ts');
  const { validate } = await import('../../model/validate.ts');
  const { parseMatchPlan } = await import('../../app/match/plan.ts');
  return validate(schema, parseMatchPlan(await readTextFile(path), path), { file: path });
}

async function readLabels(path: string | undefined): Promise<MatchLabelling | undefined> {
  if (path === undefined) return undefined;
  const { parseMatchLabels } = await import('../../app/match/label-file.ts');
  return parseMatchLabels(await readTextFile(path), path);
}

async function saveReport(path: string, result: MatchResult): Promise<void> {
  const { renderMatchReport } = await import('../../app/match/report/page.ts');
  const text = path.endsWith('.json') ? `${JSON.stringify(result, null, 2)}\n` : renderMatchReport(result);
  await writeFile(path, text);
}

function renderMatch(result: MatchResult): string {
  const columns = result.columns.map(({ source, column, role, from }) => [source, column, role, from]);
  return [
    renderTable(['SOURCE', 'COLUMN', 'TAKEN AS', 'FROM'], columns),
    '',
    `${counted(result.rows, 'row')}, ${counted(result.pairsCompared, 'pair')} compared, ${counted(result.clusters, 'cluster')} in ${result.seconds.toFixed(1)} s.`,
    ...(result.thresholds ? ['', renderThresholds(result.thresholds)] : []),
  ].join('\n');
}
