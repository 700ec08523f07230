import { describe, expect, it } from 'vitest';
import { mailOf } from './mail-content.ts';

const operation = (connector: string, operationId: string, parameters: object) => ({
  type: 'OpenApiConnection',
  inputs: { host: { apiId: `/providers/Microsoft.PowerApps/apis/shared_${connector}`, operationId }, parameters },
});
const written = { from: '', to: 'ane@x.org', cc: '', bcc: '', subject: 'Kaixo', body: '<p>Hi</p>', isHtml: true };

describe('the mail of a step', () => {
  it.each([
    [
      'the connector Mail',
      operation('sendmail', 'SendEmailV3', {
        'request/to': 'ane@x.org',
        'request/subject': 'Kaixo',
        'request/text': '<p>Hi</p>',
      }),
    ],
    [
      'Outlook',
      operation('office365', 'SendEmailV2', {
        'emailMessage/To': 'ane@x.org',
        'emailMessage/Subject': 'Kaixo',
        'emailMessage/Body': '<p>Hi</p>',
      }),
    ],
    [
      'SMTP, the fields as one object',
      operation('smtp', 'SendEmailV3', {
        emailMessage: { To: 'ane@x.org', Subject: 'Kaixo', Body: '<p>Hi</p>' },
      }),
    ],
    [
      'Logic Apps',
      {
        type: 'ApiConnection',
        inputs: {
          method: 'post',
          path: '/v2/Mail',
          host: { connection: { name: "@parameters('$connections')['office365']['connectionId']" } },
          body: { To: 'ane@x.org', Subject: 'Kaixo', Body: '<p>Hi</p>' },
        },
      },
    ],
  ])('is read from the fields of %s', (_connector, step) => {
    expect(mailOf(step)).toEqual(written);
  });

  it('comes from the shared mailbox, and is text where it is said to be', () => {
    const parameters = { 'emailMessage/MailboxAddress': 'desk@x.org', 'emailMessage/IsHtml': false };
    expect(mailOf(operation('office365', 'SharedMailboxSendEmailV2', parameters))).toEqual({
      ...written,
      ...{ from: 'desk@x.org', to: '', subject: '', body: '', isHtml: false },
    });
  });

  it('is there once something is written, and for no other operation', () => {
    expect(mailOf(operation('sendmail', 'SendEmailV3', {}))).toBeUndefined();
    expect(mailOf(operation('desk', 'CreateTicket', { 'request/to': 'ane@x.org' }))).toBeUndefined();
    expect(mailOf({ type: 'Compose', inputs: 'text' })).toBeUndefined();
  });
});
