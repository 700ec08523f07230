import { membersOf, type StepDefinition } from '../document/definition.ts';
import { readHost } from '../document/operation-host.ts';
import { textOf } from '../document/values.ts';

/** What a step sends as a mail, its expressions not evaluated; what is not given is empty. */
export interface MailContent {
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  readonly subject: string;
  readonly body: string;
  readonly isHtml: boolean;
}

/** Operations of the connectors Mail, Outlook and SMTP that send a mail. */
const OPERATION = /^(sharedMailbox)?sendEmail(v\d+)?$/i;
/** The same as an address, in actions of Logic Apps. */
const PATH = /^\/(v\d+\/)?(sharedMailbox\/)?mail$/i;

/** The mail that a step sends, whatever its connector calls the fields; undefined for other steps and while nothing is written. */
export function mailOf(step: StepDefinition): MailContent | undefined {
  const inputs = membersOf(step['inputs']);
  const isMail = OPERATION.test(readHost(step)?.operationId ?? '') || PATH.test(textOf(inputs['path']));
  if (!isMail) return undefined;
  const fields = fieldsOf({ ...membersOf(inputs['body']), ...membersOf(inputs['parameters']) });
  const text = (...names: readonly string[]) => textOf(names.map((name) => fields.get(name)).find(Boolean));
  const mail = {
    from: text('from', 'mailboxaddress'),
    to: text('to'),
    cc: text('cc'),
    bcc: text('bcc'),
    subject: text('subject'),
    body: text('body', 'text'),
  };
  const isHtml = !/^false$/i.test(textOf(fields.get('ishtml')));
  return Object.values(mail).some((value) => value !== '') ? { ...mail, isHtml } : undefined;
}

/** Fields by their name in lower case: `emailMessage/To`, `request/to` and `To` inside of `emailMessage` are one. */
function fieldsOf(parameters: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const entries = Object.entries(parameters).flatMap(([name, value]) =>
    /^(emailMessage|request)$/i.test(name) ? Object.entries(membersOf(value)) : [[name, value] as const],
  );
  return new Map(entries.map(([name, value]) => [name.split('/').at(-1)?.toLowerCase() ?? '', value]));
}
