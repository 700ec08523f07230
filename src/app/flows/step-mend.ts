import { baseError } from '../../base/catalogue.ts';
import type { ErrorCatalogue } from '../../base/errors.ts';
import { flowError } from '../../flows/catalogue.ts';
import { flowConnectorError } from '../../flows/connectors/catalogue.ts';
import { languageError } from '../../flows/language/catalogue.ts';
import { storeError } from '../../store/catalogue.ts';
import { appError } from '../catalogue.ts';

interface StepError {
  readonly code: string;
  readonly message: string;
}

/** An error of a step with one order that mends it, where one is known and the message does not say it already. */
export function withMend(error: StepError): StepError & { readonly mend?: string } {
  const mend = ANSWERS[error.code] ?? ownMendOf(error);
  return mend === undefined ? error : { ...error, mend };
}

const OWN: ErrorCatalogue = Object.assign(
  {},
  ...[flowError, flowConnectorError, languageError, baseError, storeError, appError].map(({ catalogue }) => catalogue),
);

/** The order of one of our own errors; what it names is read out of the message. Undefined also where the message ends in it. */
function ownMendOf({ code, message }: StepError): string | undefined {
  const entry = OWN[code as keyof ErrorCatalogue];
  if (!entry || patternOf(entry.mend, '').test(message)) return undefined;
  const values = patternOf(entry.message).exec(message);
  return values
    ? entry.mend.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values.groups?.[name] ?? whole)
    : undefined;
}

const patterns = new Map<string, RegExp>();

/** What a text of the catalogue becomes once its parameters are filled in, alone or, without `before`, at an end. */
function patternOf(text: string, before = '^'): RegExp {
  const known = patterns.get(before + text);
  if (known) return known;
  const named = new Set<string>();
  const source = text.replaceAll(/\{(\w+)\}|[\\^$.*+?()[\]{}|]/g, (found, name: string | undefined) => {
    if (name === undefined) return `\\${found}`;
    if (named.has(name)) return `\\k<${name}>`;
    named.add(name);
    return `(?<${name}>.*?)`;
  });
  const pattern = new RegExp(`${before}${source}$`, 's');
  patterns.set(before + text, pattern);
  return pattern;
}

const SLOW = 'Run it again later; where it always takes that long, raise the time limit of the step in its settings.';
const THEIRS = 'The fault is on the side of the service: run it again later, or tell those who run the service.';
const INPUTS = 'Compare the inputs of the step with what the service asks for.';

/** What helps, by the code that history shows for an answer of a service or for how a step ended. */
const ANSWERS: Readonly<Record<string, string>> = {
  BadRequest: INPUTS,
  UnprocessableEntity: INPUTS,
  Unauthorized:
    'The service does not accept who calls it: sign in to the connection of the step again, or correct its key or password.',
  Forbidden:
    'The service knows who calls it, and does not allow this: give the account of the connection the right to it.',
  NotFound: 'Correct the address, names and ids in the inputs of the step: what it asks for is not there.',
  TooManyRequests: 'The service is called too often: run it again later, or let the flow call it less often.',
  RequestTimeout: SLOW,
  GatewayTimeout: SLOW,
  ActionTimedOut: SLOW,
  InternalServerError: THEIRS,
  BadGateway: THEIRS,
  ServiceUnavailable: THEIRS,
  ActionFailed: 'Look at the steps inside of it that failed.',
};
