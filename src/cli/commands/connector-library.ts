import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { renderTable } from '../output.ts';

interface AddOptions {
  readonly name?: string;
}

/** `fluxu connector add|list|remove`: the connectors that flows can use. */
export function addLibraryCommands(connector: Command, context: CommandContext): void {
  connector
    .command('add')
    .description('Add a connector that flows can use, from a folder, a zip or an address')
    .argument('<source>', 'folder, zip or apiDefinition.swagger.json, here or at an http(s) address')
    .option('--name <name>', 'name for flows; default: made from the title')
    .option('--json', 'result as JSON')
    .action((source: string, options: AddOptions) => add(context, source, options));
  connector
    .command('list')
    .description('All connectors that flows can use')
    .option('--json', 'result as JSON')
    .action(() => list(context));
  connector
    .command('remove')
    .description('Remove an added connector that no connection uses')
    .argument('<name>')
    .option('--json', 'result as JSON')
    .action((name: string) => remove(context, name));
}

async function add(context: CommandContext, source: string, { name }: AddOptions): Promise<void> {
  const { connectors } = await context.app();
  const actor = 'command line';
  const isAddress = /^https?:\/\//i.test(source);
  const { readLocalFiles } = await import('../../app/connectors/fetch-files.ts');
  const added = isAddress
    ? await connectors.addFromAddress({ url: source, name, actor })
    : await connectors.addFiles(await readLocalFiles(resolve(source)), { name, origin: basename(source), actor });
  const { connector, problems } = added;
  const slips = problems.map((problem) => `${problem.severity}  ${problem.pointer}  ${problem.message}`);
  context.output.result(added, () =>
    [
      `Added ${connector.title} as '${connector.name}': ${connector.actions} actions, ${connector.triggers} triggers.`,
      ...slips,
    ].join('\n'),
  );
}

async function list(context: CommandContext): Promise<void> {
  const connectors = await (await context.app()).connectors.list();
  const rows = connectors.map(({ name, title, actions, triggers, origin = 'built in' }) => [
    name,
    title,
    actions,
    triggers,
    origin,
  ]);
  context.output.result(connectors, () => renderTable(['NAME', 'TITLE', 'ACTIONS', 'TRIGGERS', 'FROM'], rows));
}

async function remove(context: CommandContext, name: string): Promise<void> {
  await (await context.app()).connectors.remove(name, 'command line');
  context.output.result({ removed: name }, () => `Removed '${name}'.`);
}
