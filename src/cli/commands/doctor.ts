import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { EXIT, renderTable } from '../output.ts';

/** `fluxu doctor`: is everything in order, and if not, how to mend it. */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('Check the machine, the data folder and the configuration')
    .option('--json', 'result as JSON')
    .action(async () => {
      const { checks } = await (await context.app()).system();
      if (checks.some((check) => check.status === 'failed')) context.exitCode = EXIT.failed;
      const rows = checks.map((check) => [check.status, check.name, check.result, check.mend ?? '']);
      context.output.result({ checks }, () => renderTable(['STATUS', 'CHECK', 'RESULT', 'MEND'], rows));
    });
}
