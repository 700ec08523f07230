import { isPlainObject, type JsonObject } from '../../../base/json.ts';
import { createConnector } from '../connector.ts';
import { mailAnswer, mailDefinition, mailProperties } from '../mail/definition.ts';
import { readMail, sendMail } from '../mail/send.ts';

function text(summary: string, description: string): JsonObject {
  return { type: 'string', 'x-ms-summary': summary, description };
}

const request: JsonObject = {
  name: 'request',
  in: 'body',
  required: true,
  schema: {
    type: 'object',
    required: ['to', 'subject', 'text'],
    properties: {
      to: text('To', 'Who gets the mail; addresses with semicolons between them.'),
      subject: text('Subject', 'What the mail is about.'),
      text: text('Body', 'Text of the mail, HTML.'),
      cc: text('Cc', 'Who gets a copy.'),
      bcc: text('Bcc', 'Who gets a copy that the others do not see.'),
      replyTo: text('Reply to', 'Where answers go.'),
      importance: text('Importance', 'Low, Normal or High.'),
    },
  },
};

/** The notification mail of Power Automate (connector Mail), through the mail server of the connection. */
export const sendmail = createConnector({
  name: 'sendmail',
  definition: mailDefinition('Mail', {
    '/SendEmailV3': {
      post: {
        operationId: 'SendEmailV3',
        summary: 'Send an email notification (V3)',
        description: 'Sends a mail with the fields of the connector Mail.',
        parameters: [request],
        responses: mailAnswer,
      },
    },
  }),
  properties: mailProperties('#0f6cbd'),
  operations: {
    SendEmailV3: (call) => sendMail('sendmail', readMail(withBody(call.parameters['request'])), call),
  },
});

/** The connector calls the body of the mail `text`. */
function withBody(body: unknown): unknown {
  return isPlainObject(body) ? { ...body, Body: body['text'] } : body;
}
