import type { Command } from 'commander';
import type { CheckView } from '../../app/view/system.ts';
import { isFluxuError } from '../../base/errors.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, renderTable } from '../output.ts';

/** `fluxu doctor`: is everything in order, and if not, how to mend it. */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('Check the machine, the data folder and the configuration')
    .option('--json', 'result as JSON')
    .action(async () => {
      const checks = await readChecks(context);
      if (checks.some((check) => check.status === 'failed')) context.exitCode = EXIT.failed;
      const rows = checks.map((check) => [check.status, check.name, check.result, check.mend ?? '']);
      context.output.result({ checks }, () => renderTable(['STATUS', 'CHECK', 'RESULT', 'MEND'], rows));
    });
}

async function readChecks(context: CommandContext): Promise<readonly CheckView[]> {
  try {
    const app = await context.app();
    const { address, checks } = await app.ownAddress();
    const own =
      address === ''
        ? []
        : checks.map(({ name, status, result, mend }) => ({ name: `address ${name}`, status, result, mend }));
    return [...(await app.system()).checks, ...own];
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    const { checksWithoutApp } = await import('../../app/system/doctor.ts');
    return checksWithoutApp(error);
  }
}
