import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { AttributeProfile } from '../../app/view/entity.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { makeFolderOf } from '../file.ts';
import { renderTable } from '../output.ts';

const FORMATS: Readonly<Record<string, 'csv' | 'parquet' | 'json'>> = {
  '.csv': 'csv',
  '.parquet': 'parquet',
  '.jsonl': 'json',
  '.json': 'json',
};

/** `fluxu entity list|export`. */
export function addEntityCommands(program: Command, context: CommandContext): void {
  const entity = program.command('entity').description('Entities of the published data, system entities included');
  entity
    .command('list')
    .description('All entities with their rows')
    .option('--json', 'result as JSON')
    .action(async () => {
      const entities = await (await context.app()).entities.list();
      const rows = entities.map((item) => [item.name, item.kind, item.rowCount, item.refreshedAt ?? '']);
      context.output.result(entities, () =>
        rows.length === 0
          ? 'Nothing has been published yet. Start with: fluxu refresh run'
          : renderTable(['ENTITY', 'KIND', 'ROWS', 'REFRESHED'], rows),
      );
    });
  entity
    .command('profile')
    .description('What the values of each attribute are like, and what changed since the snapshot before')
    .argument('<name>')
    .option('--refresh <id>', 'as this refresh left it; the newest by default')
    .option('--json', 'result as JSON')
    .action(async (name: string, options: { refresh?: string }) => {
      const profiles = await (await context.app()).entities.profile(name, options.refresh);
      const headings = ['ATTRIBUTE', 'TYPE', 'FILLED', 'MISSING', 'DISTINCT', 'SMALLEST', 'LARGEST', 'MEANS', 'CHANGE'];
      context.output.result(profiles, () => renderTable(headings, profiles.map(profileRow)));
    });
  entity
    .command('export')
    .description('Write all rows of an entity to a file (.csv, .parquet or .jsonl)')
    .argument('<name>')
    .requiredOption('--out <file>', 'file to write; the ending chooses the format')
    .option('--json', 'result as JSON')
    .action((name: string, options: { out: string }) => exportEntity(context, name, options.out));
}

const LONGEST_VALUE = 24;

function profileRow(profile: AttributeProfile): (string | number)[] {
  const { name, type, filled, missing, distinct, least = '', most = '', isSuggestedKey } = profile;
  const means = profile.semanticType ?? profile.suggestedSemanticType ?? (isSuggestedKey ? 'key' : '');
  const [from, to] = [least.slice(0, LONGEST_VALUE), most.slice(0, LONGEST_VALUE)];
  return [name, type, filled, missing, distinct, from, to, means, changeOf(profile)];
}

/** What is different from the snapshot before: rows, missing, distinct, and the frequent values that came (+) and went (-). */
function changeOf({ filled, missing, distinct, before }: AttributeProfile): string {
  if (!before) return '';
  const counts = [
    ['rows', filled + missing - before.rows],
    ['missing', missing - (before.rows - before.filled)],
    ['distinct', distinct - before.distinct],
  ] as const;
  const changed = counts.filter(([, by]) => by !== 0).map(([name, by]) => `${name} ${by > 0 ? '+' : ''}${by}`);
  const values = [...before.newTop.map((value) => `+${value}`), ...before.goneTop.map((value) => `-${value}`)];
  return [...changed, ...values.map((value) => value.slice(0, LONGEST_VALUE))].join(', ');
}

async function exportEntity(context: CommandContext, name: string, out: string): Promise<void> {
  const format = FORMATS[extname(out).toLowerCase()];
  if (!format) throw cliError('FLX_CLI_FORMAT', { format: extname(out) });
  await makeFolderOf(out);
  const rows = await (await context.app()).entities.exportFile({ name, path: resolve(out), format });
  context.output.result({ entity: name, file: resolve(out), rows }, () => `${rows} rows of ${name} written to ${out}.`);
}
