import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

/** Structured log: `logger.info({ refreshId }, 'refresh published')`. */
export type Logger = PinoLogger;

export interface LoggerOptions {
  /** `silent`, `error`, `warn`, `info` (default), `debug`. */
  readonly level?: string;
  /** Where lines go; standard error by default, because standard output belongs to a command's result. */
  readonly destination?: DestinationStream;
}

/** Keys whose values never reach a log line, at the top and one level down. */
const SECRET_KEYS = [
  'password',
  'secret',
  'token',
  'authorization',
  'apiKey',
  'url.secret',
  'credentials',
  'callbackUrl',
  'webhookUrl',
];

/** A logger that writes one JSON object a line and masks secrets. */
export function createLogger({
  level = 'info',
  destination = pino.destination({ dest: 2, sync: true }),
}: LoggerOptions = {}): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: redaction() }, destination);
}

function redaction() {
  return { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '***' };
}

/** A logger that says nothing. */
export const silentLogger: Logger = pino({ level: 'silent' });
