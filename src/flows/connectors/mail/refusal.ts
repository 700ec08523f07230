import { isPlainObject } from '../../../base/json.ts';
import { type CallError, permanent, transient } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { MailServer } from './connection.ts';

/** What a mail server said, as the SMTP client reports it. */
interface SmtpFault {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message: string;
  readonly rejected?: readonly string[];
  readonly rejectedErrors?: readonly SmtpFault[];
}

/**
 * The error for a mail that was not taken. Answers 4yz (RFC 5321 §4.2.1) and lost connections may pass, 5yz will not.
 */
export function explainFault(fault: unknown, server: MailServer): CallError {
  const smtp = readFault(fault);
  const answer = answerOf(smtp);
  if (smtp.code === 'EAUTH' || smtp.code === 'ENOAUTH')
    return isTransient(smtp)
      ? transient(flowConnectorError('FLX_MAIL_POSTPONED', { answer }, { cause: fault }))
      : permanent(flowConnectorError('FLX_MAIL_SIGN_IN', { answer }, { cause: fault }));
  if (smtp.rejected && smtp.rejected.length > 0)
    return explainRefusal({ refused: smtp.rejected, accepted: [], faults: smtp.rejectedErrors ?? [smtp] });
  if (smtp.responseCode === undefined)
    return transient(
      flowConnectorError('FLX_CALL_UNREACHABLE', { host: server.host, reason: smtp.message }, { cause: fault }),
    );
  return isTransient(smtp)
    ? transient(flowConnectorError('FLX_MAIL_POSTPONED', { answer }, { cause: fault }))
    : permanent(flowConnectorError('FLX_MAIL_REJECTED', { answer }, { cause: fault }));
}

/** The error for recipients that were refused. Once somebody got the mail it is not sent again. */
export function explainRefusal(refusal: {
  readonly refused: readonly string[];
  readonly accepted: readonly string[];
  readonly faults: readonly unknown[];
}): CallError {
  const faults = refusal.faults.map(readFault);
  const answers = [...new Set(faults.map(answerOf))].join('; ');
  const rest = refusal.accepted.length > 0 ? `It went to ${refusal.accepted.join(', ')}.` : 'Nobody got it.';
  const error = flowConnectorError('FLX_MAIL_REFUSED', { refused: refusal.refused.join(', '), answer: answers, rest });
  const mayPass = refusal.accepted.length === 0 && faults.length > 0 && faults.every(isTransient);
  return mayPass ? transient(error) : permanent(error);
}

function isTransient({ responseCode }: SmtpFault): boolean {
  return responseCode !== undefined && responseCode >= 400 && responseCode < 500;
}

function answerOf(fault: SmtpFault): string {
  return (fault.response ?? fault.message).replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}

function readFault(fault: unknown): SmtpFault {
  if (fault instanceof Error) return fault as SmtpFault;
  return { message: isPlainObject(fault) ? String(fault['message']) : String(fault) };
}
