import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { PlanView } from '../../app/view/definition.ts';
import { renderError } from '../../base/errors.ts';
import type { CommandContext } from '../context.ts';
import { renderTable } from '../output.ts';

/** `fluxu plan`, `apply` and `pull`: the workspace as files. */
export function addConfigurationCommands(program: Command, context: CommandContext): void {
  program
    .command('plan')
    .description('Show what applying a workspace folder would change')
    .argument('<folder>')
    .option('--prune', 'also delete definitions that the folder does not have')
    .option('--detailed-exitcode', 'exit 7 when there are changes')
    .option('--json', 'result as JSON')
    .action(async (folder: string, options: { prune?: boolean; detailedExitcode?: boolean }) => {
      const app = await context.app();
      const plan = await app.planFolder(resolve(folder), options.prune === true);
      if (options.detailedExitcode && plan.changes.length > 0) context.exitCode = 7;
      context.output.result(plan, () => renderPlan(plan, 'Would change'));
    });
  program
    .command('apply')
    .description('Make the server equal to a workspace folder; applying twice changes nothing the second time')
    .argument('<folder>')
    .option('--prune', 'also delete definitions that the folder does not have')
    .option('--json', 'result as JSON')
    .action(async (folder: string, options: { prune?: boolean }) => {
      const app = await context.app();
      const plan = await app.applyFolder(resolve(folder), options.prune === true);
      context.output.result(plan, () => renderPlan(plan, 'Changed'));
    });
  program
    .command('pull')
    .description('Write the current definitions to a workspace folder')
    .argument('<folder>')
    .option('--schemas', 'also write the JSON Schemas of the files')
    .option('--json', 'result as JSON')
    .action(async (folder: string, options: { schemas?: boolean }) => {
      const files = await (await context.app()).pullFolder(resolve(folder), options.schemas === true);
      context.output.result({ folder: resolve(folder), files }, () => `${files.length} file(s) written to ${folder}.`);
    });
}

function renderPlan(plan: PlanView, verb: string): string {
  const signs = { create: '+', update: '~', delete: '-' } as const;
  const rows = plan.changes.map((change) => [
    `${signs[change.change]} ${change.kind}`,
    change.name,
    change.differences.map((difference) => difference.pointer).join(' '),
  ]);
  const summary =
    plan.changes.length === 0
      ? `Nothing to change; ${plan.unchanged} definition(s) are as the folder says.`
      : `${verb} ${plan.changes.length}, ${plan.unchanged} unchanged.`;
  const warnings =
    plan.warnings.length > 0 ? `\n\n${plan.warnings.map((warning) => renderError(warning)).join('\n')}` : '';
  return `${rows.length > 0 ? `${renderTable(['KIND', 'NAME', 'WHERE'], rows)}\n` : ''}${summary}${warnings}`;
}
