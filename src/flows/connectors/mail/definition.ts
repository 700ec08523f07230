import type { JsonObject } from '../../../base/json.ts';

interface Text {
  readonly summary: string;
  readonly description: string;
  readonly visibility?: 'important' | 'advanced';
  readonly format?: string;
}

function text({ summary, description, visibility, format }: Text): JsonObject {
  return {
    type: 'string',
    'x-ms-summary': summary,
    description,
    ...(visibility && { 'x-ms-visibility': visibility }),
    ...(format && { format }),
  };
}

const attachments: JsonObject = {
  type: 'array',
  'x-ms-summary': 'Attachments',
  'x-ms-visibility': 'advanced',
  description: 'Files that go with the mail.',
  items: {
    type: 'object',
    required: ['Name', 'ContentBytes'],
    properties: {
      Name: text({ summary: 'Name', description: 'Name of the file.' }),
      ContentBytes: text({ summary: 'Content', description: 'Content of the file, base64.', format: 'byte' }),
    },
  },
};

/** Fields of a mail under the names the mail connectors give them. */
export const MAIL_FIELDS = {
  To: text({
    summary: 'To',
    description: 'Who gets the mail; addresses with semicolons between them.',
    visibility: 'important',
  }),
  Cc: text({ summary: 'Cc', description: 'Who gets a copy.', visibility: 'advanced' }),
  Bcc: text({ summary: 'Bcc', description: 'Who gets a copy that the others do not see.', visibility: 'advanced' }),
  From: text({ summary: 'From', description: 'Sender; that of the connection when left out.', visibility: 'advanced' }),
  ReplyTo: text({ summary: 'Reply to', description: 'Where answers go.', visibility: 'advanced' }),
  Subject: text({ summary: 'Subject', description: 'What the mail is about.', visibility: 'important' }),
  Body: text({ summary: 'Body', description: 'Text of the mail, HTML.', visibility: 'important', format: 'html' }),
  Importance: {
    ...text({ summary: 'Importance', description: 'Low, Normal or High.', visibility: 'advanced' }),
    enum: ['Low', 'Normal', 'High'],
  },
  Attachments: attachments,
} as const satisfies Record<string, JsonObject>;

/** What sending a mail answers. */
export const mailAnswer: JsonObject = {
  200: {
    description: 'The mail server took the mail.',
    schema: {
      type: 'object',
      properties: {
        messageId: text({ summary: 'Message id', description: 'Same for every attempt of one step.' }),
        accepted: {
          type: 'array',
          items: { type: 'string' },
          'x-ms-summary': 'Accepted',
          description: 'Addresses the server took.',
        },
        answer: text({ summary: 'Answer', description: 'What the server said.' }),
      },
    },
  },
};

/** Connection parameters of a mail server. */
export const mailConnection: JsonObject = {
  host: {
    type: 'string',
    uiDefinition: {
      displayName: 'Host',
      description: 'Name or address of the mail server.',
      constraints: { required: 'true' },
    },
  },
  port: {
    type: 'string',
    uiDefinition: { displayName: 'Port', description: '587 with STARTTLS, 465 with TLS, 25 without, if left out.' },
  },
  security: {
    type: 'string',
    uiDefinition: {
      displayName: 'Security',
      description: 'How the connection is secured: starttls (default), tls from the start, or none.',
      constraints: {
        allowedValues: [
          { text: 'STARTTLS', value: 'starttls' },
          { text: 'TLS', value: 'tls' },
          { text: 'None', value: 'none' },
        ],
      },
    },
  },
  user: { type: 'string', uiDefinition: { displayName: 'User', description: 'Name to sign in with, if any.' } },
  password: {
    type: 'securestring',
    uiDefinition: { displayName: 'Password', description: 'Password to sign in with.' },
  },
  from: {
    type: 'string',
    uiDefinition: { displayName: 'From', description: 'Sender of mails that name none; the user when left out.' },
  },
};

/** One body parameter with mail fields. */
export function mailBody(name: string, fields: readonly (keyof typeof MAIL_FIELDS)[]): JsonObject {
  return {
    name,
    in: 'body',
    required: true,
    schema: {
      type: 'object',
      required: ['To', 'Subject', 'Body'].filter((field) => fields.includes(field as keyof typeof MAIL_FIELDS)),
      properties: Object.fromEntries(fields.map((field) => [field, MAIL_FIELDS[field]])),
    },
  };
}

/** A connector definition around mail operations. */
export function mailDefinition(title: string, paths: JsonObject): JsonObject {
  return {
    swagger: '2.0',
    info: { title, description: 'Sends mail through the mail server of the connection.', version: '1.0' },
    host: 'localhost',
    basePath: '/',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths,
  };
}

/** Properties of a mail connector. */
export function mailProperties(iconBrandColor: string): JsonObject {
  return { properties: { iconBrandColor, capabilities: ['actions'], connectionParameters: mailConnection } };
}
