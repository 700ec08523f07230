import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';

/** `fluxu start`: the server. */
export function addStartCommand(program: Command, context: CommandContext): void {
  program
    .command('start')
    .description('Start the server: pages, API, schedule, triggers and flows')
    .action(async () => {
      const { startServer } = await import('../server.ts');
      const server = await startServer({ settings: context.settings(), environment: context.environment });
      context.output.say(`Fluxu is ready at ${server.address} (stop with Ctrl+C)`);
      if (server.welcome !== undefined)
        context.output.say(
          `There is no administrator yet. Make yourself one, within 7 days and once:\n  ${server.welcome}\nUntil then only this machine can connect; start again afterwards to listen on FLUXU_HOST.`,
        );
      await untilAborted(context.stopRequested);
      context.output.say('Stopping …');
      await server.close();
    });
}

/** Resolves when the signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
