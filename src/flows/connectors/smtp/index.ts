import { createConnector } from '../connector.ts';
import { MAIL_FIELDS, mailAnswer, mailBody, mailDefinition, mailProperties } from '../mail/definition.ts';
import { readMail, sendMail } from '../mail/send.ts';

const emailMessage = mailBody('emailMessage', Object.keys(MAIL_FIELDS) as (keyof typeof MAIL_FIELDS)[]);

/** Mail through any SMTP server. */
export const smtp = createConnector({
  name: 'smtp',
  definition: mailDefinition('SMTP', {
    '/SendEmailV3': {
      post: {
        operationId: 'SendEmailV3',
        summary: 'Send a mail',
        description: 'Sends a mail and fails when the server refuses a recipient.',
        parameters: [emailMessage],
        responses: mailAnswer,
      },
    },
  }),
  properties: mailProperties('#0f6cbd'),
  operations: {
    SendEmailV3: (call) => sendMail('smtp', readMail(call.parameters['emailMessage']), call),
  },
});
