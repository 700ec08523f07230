import type { JsonObject } from '../../../base/json.ts';

/** Definition of the HTTP connector. */
export const httpDefinition: JsonObject = {
  swagger: '2.0',
  info: {
    title: 'HTTP',
    description: 'Calls any HTTP service with the sign-in that the connection holds.',
    version: '1.0',
  },
  host: 'localhost',
  basePath: '/',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/codeless/InvokeHttp': {
      post: {
        operationId: 'InvokeHttp',
        summary: 'Invoke an HTTP request',
        description: 'Sends a request and gives the answer, whatever its status.',
        parameters: [
          {
            name: 'request',
            in: 'body',
            required: true,
            schema: {
              type: 'object',
              required: ['method', 'url'],
              properties: {
                method: {
                  type: 'string',
                  'x-ms-summary': 'Method',
                  description: 'HTTP method.',
                  enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
                  default: 'GET',
                },
                url: {
                  type: 'string',
                  'x-ms-summary': 'Address',
                  description: 'Whole address, or a path below the base address of the connection.',
                },
                headers: { type: 'object', 'x-ms-summary': 'Headers', description: 'Headers by name.' },
                body: { 'x-ms-summary': 'Body', description: 'Text, or a value that is sent as JSON.' },
              },
            },
          },
        ],
        responses: { default: { description: 'What the service answered.' } },
      },
    },
  },
};

function secret(displayName: string, description: string): JsonObject {
  return { type: 'securestring', uiDefinition: { displayName, description } };
}
function plain(displayName: string, description: string, constraints: JsonObject = {}): JsonObject {
  return { type: 'string', uiDefinition: { displayName, description, constraints } };
}
function choice(...values: readonly string[]): JsonObject {
  return { allowedValues: values.map((value) => ({ text: value, value })) };
}

/** Connection parameters and looks of the HTTP connector. */
export const httpProperties: JsonObject = {
  properties: {
    iconBrandColor: '#0b7a75',
    capabilities: ['actions'],
    connectionParameters: {
      baseUrl: plain('Base address', 'Where relative addresses begin. The sign-in is only sent there.'),
      authentication: plain(
        'Sign-in',
        'none (default), basic, bearer or apiKey.',
        choice('none', 'basic', 'bearer', 'apiKey'),
      ),
      user: plain('User', 'Name for basic sign-in.'),
      password: secret('Password', 'Password for basic sign-in.'),
      token: secret('Token', 'Token for bearer sign-in.'),
      key: secret('Key', 'Key for apiKey sign-in.'),
      keyName: plain('Key name', 'Header or query parameter that carries the key. X-API-Key when left out.'),
      keyIn: plain('Key place', 'header (default) or query.', choice('header', 'query')),
    },
  },
};
