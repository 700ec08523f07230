import type { Command } from 'commander';
import { cliError } from './catalogue.ts';

/** Shells that completion scripts exist for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A script that completes commands and options. @throws FLX_CLI_SHELL */
export function completionScript(program: Command, shell: string): string {
  const words = tableOf(program, []);
  if (shell === 'bash') return bashScript(words);
  if (shell === 'zsh') return `#compdef fluxu\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(words)}`;
  if (shell === 'fish') return fishScript(words);
  throw cliError('FLX_CLI_SHELL', { shell, known: SHELLS.join(', ') });
}

interface CompletionRow {
  readonly path: readonly string[];
  readonly words: readonly string[];
}

function tableOf(command: Command, path: readonly string[]): CompletionRow[] {
  const options = command.options.flatMap((option) => (option.long ? [option.long] : []));
  const own = { path, words: [...command.commands.map((child) => child.name()), ...options] };
  return [own, ...command.commands.flatMap((child) => tableOf(child, [...path, child.name()]))];
}

function bashScript(rows: readonly CompletionRow[]): string {
  const cases = rows.map(({ path, words }) => `    "${path.join(' ')}") words="${words.join(' ')}" ;;`).join('\n');
  const known = rows
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => `"${path.join(' ')}"`)
    .join('|');
  return `_fluxu() {
  local path="" words="" word next
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    case "$next" in ${known}) path="$next" ;; esac
  done
  case "$path" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _fluxu fluxu
`;
}

function fishScript(rows: readonly CompletionRow[]): string {
  const lines = rows.flatMap(({ path, words }) => {
    const condition =
      path.length === 0
        ? '__fish_use_subcommand'
        : path.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return words.map((word) =>
      word.startsWith('--')
        ? `complete -c fluxu -n '${condition}' -l ${word.slice(2)}`
        : `complete -c fluxu -f -n '${condition}' -a ${word}`,
    );
  });
  return `${lines.join('\n')}\n`;
}
