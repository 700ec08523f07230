import type { ServerTexts } from '../../server-texts.ts';

export const refresh: ServerTexts = {
  FLX_TASK_FAULT: {
    'The task met a fault inside Fluxu: {reason}': 'Atazak Fluxuren barruko akats bat aurkitu du: {reason}',
    'Run it again; if it fails again, report it with the log.':
      'Exekutatu berriro; berriz huts egiten badu, jakinarazi erregistroarekin.',
  },
  FLX_TASK_SKIPPED: {
    "Skipped because '{upstream}' {state}.": "Saltatu egin da, '{upstream}' ez delako ondo amaitu: {state}.",
    "Mend '{upstream}', then refresh again.": "Konpondu '{upstream}', eta freskatu berriro.",
  },
  FLX_REFRESH_RUNNING: {
    "Refresh '{jobId}' is running.": "'{jobId}' freskatzea abian da.",
    'Wait for it to end or cancel it.': 'Itxaron amaitu arte, edo gelditu.',
  },
  FLX_REFRESH_UNKNOWN: {
    "There is no refresh '{jobId}'.": "Ez dago '{jobId}' freskatzerik.",
    'List the refreshes to find its id.': 'Ikusi freskatzeen zerrenda, haren identifikatzailea aurkitzeko.',
  },
  FLX_REFRESH_ENDED: {
    "Refresh '{jobId}' has already ended ({status}).": "'{jobId}' freskatzea amaituta dago dagoeneko ({status}).",
    'Start a new refresh.': 'Abiarazi freskatze berri bat.',
  },
  FLX_REFRESH_CANCELLED: {
    'The refresh was cancelled.': 'Freskatzea gelditu egin da.',
    'Start it again when you are ready; the last published data is untouched.':
      'Abiarazi berriro prest zaudenean; argitaratutako azken datuak ukitu gabe daude.',
  },
  FLX_REFRESH_NOTHING: {
    'There is nothing to refresh: {reason}': 'Ez dago freskatzeko ezer: {reason}',
    'Add a data source, or activate one.': 'Gehitu datu-iturburu bat, edo aktibatu bat.',
  },
  FLX_REFRESH_NO_WEIGHTS: {
    'There are no weights to learn: {reason}.': 'Ez dago ikasteko pisurik: {reason}.',
    'Refresh everything or unification, of records that are matched by probabilities.':
      'Freskatu dena edo bateratzea, erregistroak probabilitateen bidez bat datozenean.',
  },
  FLX_REFRESH_TARGET: {
    "There is no active {kind} '{name}' to refresh.":
      "Ez dago freskatzeko '{name}' izeneko elementu aktiborik ({kind}).",
    'Correct the name or activate it.': 'Zuzendu izena, edo aktibatu.',
  },
  FLX_STAGE_UNKNOWN: {
    "There is no stage '{name}'.": "Ez dago '{name}' faserik.",
    'List the stages with: fluxu refresh explain': 'Ikusi faseen zerrenda: fluxu refresh explain',
  },
  FLX_SCHEDULE_CRON: {
    "'{pattern}' is not a cron expression.": "'{pattern}' ez da cron adierazpen bat.",
    "Write minute, hour, day, month and weekday, e.g. '0 6 * * 1-5'.":
      "Idatzi minutua, ordua, eguna, hilabetea eta asteguna, adibidez '0 6 * * 1-5'.",
  },
  FLX_SCHEDULE_TIME_ZONE: {
    "There is no time zone '{timeZone}'.": "Ez dago '{timeZone}' ordu-zonarik.",
    'Use an IANA name such as Europe/Madrid.': 'Erabili IANA izen bat, adibidez Europe/Madrid.',
  },
  FLX_NO_SNAPSHOT: {
    'Nothing has been published yet.': 'Oraindik ez da ezer argitaratu.',
    'Run a refresh first: fluxu refresh run --full': 'Exekutatu freskatze bat lehenik: fluxu refresh run --full',
  },
};
