import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { renderTable } from '../output.ts';

/** Whoever can run commands on the data folder is an administrator. */
const OPERATOR = { accountId: '', name: 'command line', role: 'administrator' } as const;

/** `fluxu grant list|end`: what people allowed programs on the consent page. */
export function addGrantCommands(program: Command, context: CommandContext): void {
  const grant = program.command('grant').description('Programs that people allowed to act for them');
  grant
    .command('list')
    .description('What was allowed and has not ended, newest first')
    .option('--user <email>', 'only what this person allowed')
    .option('--json', 'result as JSON')
    .action((options: { readonly user?: string }) => list(context, options.user));
  grant
    .command('end')
    .description('Take back what a program was allowed; its tokens stop at once')
    .argument('<id>')
    .option('--json', 'result as JSON')
    .action(async (grantId: string) => {
      await (await context.app()).access.grants.end(grantId, OPERATOR);
      context.output.result({ ended: grantId }, () => `Ended '${grantId}'.`);
    });
}

async function list(context: CommandContext, email: string | undefined): Promise<void> {
  const { access } = await context.app();
  const users = new Map((await access.users.list()).map((user) => [user.accountId, user.email]));
  const all = (await access.grants.list()).map((grant) => ({ ...grant, user: users.get(grant.accountId) ?? '' }));
  const grants = all.filter(({ user }) => email === undefined || user.toLowerCase() === email.toLowerCase());
  const rows = grants.map((grant) => [
    grant.grantId,
    grant.clientName,
    grant.user,
    grant.scopes.join(' '),
    grant.createdAt,
  ]);
  context.output.result(grants, () =>
    rows.length === 0 ? 'Nobody allowed anything.' : renderTable(['ID', 'PROGRAM', 'USER', 'MAY', 'SINCE'], rows),
  );
}
