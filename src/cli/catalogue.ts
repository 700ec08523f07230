import { defineErrors } from '../base/errors.ts';

/** Errors of the command line. */
export const cliError = defineErrors({
  FLX_CLI_BENCH: { message: "There is no bench '{name}'.", mend: 'Use one of: {known}.' },
  FLX_CLI_USAGE: {
    message: 'The command line is wrong: {reason}',
    mend: 'Correct it; --help tells what can be given.',
  },
  FLX_CLI_FAULT: { message: 'This is a fault in Fluxu: {reason}', mend: 'Report it, please.', status: 500 },
  FLX_CLI_WATCHER: {
    message: 'There is nothing to test: neither a watcher nor a file is named.',
    mend: 'Name a watcher of fluxu trigger list, or give a definition with --file.',
  },
  FLX_CLI_OUT: {
    message: "The file '{path}' cannot be written: {reason}",
    mend: 'Check that its folder exists and can be written.',
    status: 404,
  },
  FLX_CLI_SHELL: { message: "There is no completion for the shell '{shell}'.", mend: 'Use one of: {known}.' },
  FLX_CLI_FILE: {
    message: "The file '{path}' cannot be read: {reason}",
    mend: 'Check the path and that the file is readable.',
    status: 404,
  },
  FLX_CLI_JSON: {
    message: "The file '{path}' is not JSON: {reason}",
    mend: 'Correct the file at the place named.',
    status: 422,
  },
  FLX_CLI_FORMAT: {
    message: "'{format}' is not a format for export.",
    mend: 'End the file name in .csv, .parquet or .jsonl.',
  },
  FLX_CLI_FLOW_FORMAT: { message: "'{format}' is not a format for flows.", mend: 'Use one of: {known}.' },
  FLX_CLI_RECORD: {
    message: "'{record}' does not name a record.",
    mend: 'Write it as Entity:key, such as Shop_Contact:C-17.',
  },
  FLX_CLI_DECISION: { message: 'One decision is needed.', mend: 'Give one of --always, --never and --forget.' },
  FLX_CLI_PAIR: { message: "'{given}' is no pair for {option}.", mend: 'Write it like reference=name.' },
  FLX_CLI_SERVER: {
    message: 'The server cannot listen on {address}: {reason}',
    mend: 'Choose another port with FLUXU_PORT, or stop what uses this one.',
    status: 409,
  },
});
