import { Command, CommanderError } from 'commander';
import { readVersion } from '../base/version.ts';
import { cliError } from './catalogue.ts';
import { addBenchCommand } from './commands/bench.ts';
import { addConfigurationCommands } from './commands/configuration.ts';
import { addConnectorCommands } from './commands/connector.ts';
import { addCustomerCommands } from './commands/customer.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEntityCommands } from './commands/entity.ts';
import { addFlowCommands } from './commands/flow.ts';
import { addGrantCommands } from './commands/grant.ts';
import { addMatchCommand } from './commands/match.ts';
import { addRefreshCommands } from './commands/refresh.ts';
import { addStartCommand } from './commands/start.ts';
import { addSubscriptionCommands } from './commands/subscription.ts';
import { addTriggerCommands } from './commands/trigger.ts';
import { completionScript, SHELLS } from './completion.ts';
import { type CommandContext, createContext, type ProgramOptions } from './context.ts';
import { EXIT, exitCodeOf } from './output.ts';

/** Runs one command line and gives its exit code. */
export async function runProgram(words: readonly string[], options: ProgramOptions): Promise<number> {
  const context = createContext(options, words.includes('--json'));
  const program = createProgram(context);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return afterUsage(context, error);
    context.output.error(error);
    context.output.failure(error);
    return exitCodeOf(error);
  } finally {
    await context.close();
  }
}

/** What ends a command line before its command: a help text, or a fault that commander has told already. */
function afterUsage({ output }: CommandContext, error: CommanderError): number {
  if (error.exitCode === 0) return EXIT.ok;
  output.failure(cliError('FLX_CLI_USAGE', { reason: error.message.replace(/^error: /, '') }));
  return EXIT.usage;
}

/** All commands; also what the completion scripts and the documentation are made from. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('fluxu')
    .description('Customer data in, things happen: sources, unified profiles, measures, segments, triggers and flows.')
    .version(readVersion(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.streams.stdout.write(text),
      writeErr: (text) => context.streams.stderr.write(text),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for the options)');
  addStartCommand(program, context);
  addDemoCommand(program, context);
  addConfigurationCommands(program, context);
  addRefreshCommands(program, context);
  addEntityCommands(program, context);
  addCustomerCommands(program, context);
  addMatchCommand(program, context);
  addTriggerCommands(program, context);
  addSubscriptionCommands(program, context);
  addFlowCommands(program, context);
  addConnectorCommands(program, context);
  addGrantCommands(program, context);
  addDoctorCommand(program, context);
  addBenchCommand(program, context);
  program
    .command('completion')
    .description('Print a completion script for your shell')
    .argument('<shell>', SHELLS.join(', '))
    .action((shell: string) => {
      context.streams.stdout.write(completionScript(program, shell));
    });
  for (const command of allCommands(program)) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** The program's commands and subcommands, parents first. */
export function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}
