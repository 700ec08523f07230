import { defineErrors } from '../base/errors.ts';

/** Errors of refreshes. */
export const refreshError = defineErrors({
  FLX_TASK_FAULT: {
    message: 'The task met a fault inside Fluxu: {reason}',
    mend: 'Run it again; if it fails again, report it with the log.',
    status: 500,
  },
  FLX_TASK_SKIPPED: {
    message: "Skipped because '{upstream}' {state}.",
    mend: "Mend '{upstream}', then refresh again.",
    status: 409,
  },
  FLX_REFRESH_RUNNING: {
    message: "Refresh '{jobId}' is running.",
    mend: 'Wait for it to end or cancel it.',
    status: 409,
  },
  FLX_REFRESH_UNKNOWN: {
    message: "There is no refresh '{jobId}'.",
    mend: 'List the refreshes to find its id.',
    status: 404,
  },
  FLX_REFRESH_ENDED: {
    message: "Refresh '{jobId}' has already ended ({status}).",
    mend: 'Start a new refresh.',
    status: 409,
  },
  FLX_REFRESH_CANCELLED: {
    message: 'The refresh was cancelled.',
    mend: 'Start it again when you are ready; the last published data is untouched.',
    status: 409,
  },
  FLX_REFRESH_NOTHING: {
    message: 'There is nothing to refresh: {reason}',
    mend: 'Add a data source, or activate one.',
    status: 409,
  },
  FLX_REFRESH_NO_WEIGHTS: {
    message: 'There are no weights to learn: {reason}.',
    mend: 'Refresh everything or unification, of records that are matched by probabilities.',
    status: 409,
  },
  FLX_REFRESH_TARGET: {
    message: "There is no active {kind} '{name}' to refresh.",
    mend: 'Correct the name or activate it.',
    status: 404,
  },
  FLX_STAGE_UNKNOWN: {
    message: "There is no stage '{name}'.",
    mend: 'List the stages with: fluxu refresh explain',
    status: 404,
  },
  FLX_SCHEDULE_CRON: {
    message: "'{pattern}' is not a cron expression.",
    mend: "Write minute, hour, day, month and weekday, e.g. '0 6 * * 1-5'.",
    status: 422,
  },
  FLX_SCHEDULE_TIME_ZONE: {
    message: "There is no time zone '{timeZone}'.",
    mend: 'Use an IANA name such as Europe/Madrid.',
    status: 422,
  },
  FLX_NO_SNAPSHOT: {
    message: 'Nothing has been published yet.',
    mend: 'Run a refresh first: fluxu refresh run --full',
    status: 409,
  },
});
