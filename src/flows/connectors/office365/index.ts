import type { JsonObject } from '../../../base/json.ts';
import { createConnector, type NativeOperation } from '../connector.ts';
import { mailAnswer, mailBody, mailDefinition, mailProperties } from '../mail/definition.ts';
import { readMail, sendMail } from '../mail/send.ts';

const FIELDS = ['To', 'Subject', 'Body', 'From', 'Cc', 'Bcc', 'Attachments', 'Importance', 'ReplyTo'] as const;

function sendOperation(operationId: string, summary: string): JsonObject {
  return {
    post: {
      operationId,
      summary,
      description: 'Sends a mail with an HTML body through the mail server of the connection.',
      parameters: [mailBody('emailMessage', FIELDS)],
      responses: mailAnswer,
    },
  };
}

const send: NativeOperation = (call) => sendMail('office365', readMail(call.parameters['emailMessage']), call);

/** The mail actions of Office 365 Outlook as flows carry them, sent over SMTP. */
export const office365 = createConnector({
  name: 'office365',
  definition: mailDefinition('Office 365 Outlook', {
    '/v2/Mail': sendOperation('SendEmailV2', 'Send an email (V2)'),
    '/Mail': sendOperation('SendEmail', 'Send an email'),
    '/v2/SharedMailbox/Mail': {
      post: {
        operationId: 'SharedMailboxSendEmailV2',
        summary: 'Send an email from a shared mailbox (V2)',
        description: 'Sends a mail in the name of a shared mailbox.',
        parameters: [sharedMailboxMessage()],
        responses: mailAnswer,
      },
    },
  }),
  properties: mailProperties('#0078d4'),
  operations: { SendEmailV2: send, SendEmail: send, SharedMailboxSendEmailV2: send },
});

function sharedMailboxMessage(): JsonObject {
  const body = mailBody('emailMessage', FIELDS);
  const schema = body['schema'] as JsonObject;
  const mailbox = { type: 'string', 'x-ms-summary': 'Mailbox', description: 'Address the mail comes from.' };
  return {
    ...body,
    schema: { ...schema, properties: { MailboxAddress: mailbox, ...(schema['properties'] as JsonObject) } },
  };
}
