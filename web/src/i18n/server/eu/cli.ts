import type { ServerTexts } from '../../server-texts.ts';

export const cli: ServerTexts = {
  FLX_CLI_BENCH: {
    "There is no bench '{name}'.": "Ez dago '{name}' errendimendu-probarik.",
    'Use one of: {known}.': 'Erabili hauetako bat: {known}.',
  },
  FLX_CLI_USAGE: {
    'The command line is wrong: {reason}': 'Komando-lerroa ez da zuzena: {reason}',
    'Correct it; --help tells what can be given.': 'Zuzendu; --help aukerak zer eman daitekeen dio.',
  },
  FLX_CLI_FAULT: {
    'This is a fault in Fluxu: {reason}': 'Fluxuren akats bat da: {reason}',
    'Report it, please.': 'Jakinarazi, mesedez.',
  },
  FLX_CLI_WATCHER: {
    'There is nothing to test: neither a watcher nor a file is named.':
      'Ez dago probatzeko ezer: ez da zaindaririk ez fitxategirik izendatu.',
    'Name a watcher of fluxu trigger list, or give a definition with --file.':
      'Izendatu fluxu trigger list zerrendako zaindari bat, edo eman definizio bat --file aukerarekin.',
  },
  FLX_CLI_OUT: {
    "The file '{path}' cannot be written: {reason}": "'{path}' fitxategia ezin da idatzi: {reason}",
    'Check that its folder exists and can be written.': 'Egiaztatu haren karpeta badagoela eta idatz daitekeela.',
  },
  FLX_CLI_SHELL: {
    "There is no completion for the shell '{shell}'.": "Ez dago '{shell}' shell-erako osatzerik.",
    'Use one of: {known}.': 'Erabili hauetako bat: {known}.',
  },
  FLX_CLI_FILE: {
    "The file '{path}' cannot be read: {reason}": "'{path}' fitxategia ezin da irakurri: {reason}",
    'Check the path and that the file is readable.': 'Egiaztatu bidea eta fitxategia irakur daitekeela.',
  },
  FLX_CLI_JSON: {
    "The file '{path}' is not JSON: {reason}": "'{path}' fitxategia ez da JSON: {reason}",
    'Correct the file at the place named.': 'Zuzendu fitxategia adierazitako lekuan.',
  },
  FLX_CLI_FORMAT: {
    "'{format}' is not a format for export.": "'{format}' ez da esportatzeko formatu bat.",
    'End the file name in .csv, .parquet or .jsonl.': 'Amaitu fitxategiaren izena honela: .csv, .parquet edo .jsonl.',
  },
  FLX_CLI_FLOW_FORMAT: {
    "'{format}' is not a format for flows.": "'{format}' ez da fluxuetarako formatu bat.",
    'Use one of: {known}.': 'Erabili hauetako bat: {known}.',
  },
  FLX_CLI_RECORD: {
    "'{record}' does not name a record.": "'{record}' testuak ez du erregistro bat izendatzen.",
    'Write it as Entity:key, such as Shop_Contact:C-17.': 'Idatzi Entitatea:gakoa moduan, Shop_Contact:C-17 adibidez.',
  },
  FLX_CLI_DECISION: {
    'One decision is needed.': 'Erabaki bat behar da.',
    'Give one of --always, --never and --forget.': 'Eman hauetako bat: --always, --never edo --forget.',
  },
  FLX_CLI_PAIR: {
    "'{given}' is no pair for {option}.": "'{given}' ez da {option} aukerarako bikote bat.",
    'Write it like reference=name.': 'Idatzi honela: reference=name.',
  },
  FLX_CLI_SERVER: {
    'The server cannot listen on {address}: {reason}': 'Zerbitzariak ezin du {address} helbidean entzun: {reason}',
    'Choose another port with FLUXU_PORT, or stop what uses this one.':
      'Aukeratu beste ataka bat FLUXU_PORT ezarpenarekin, edo gelditu hau erabiltzen duena.',
  },
};
