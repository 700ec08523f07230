import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { ConnectionValues } from '../connector.ts';

/** What a connection adds to a request. */
export interface SignIn {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

const NOTHING: SignIn = { headers: {}, query: {} };

/** The sign-in of an HTTP connection. @throws FLX_CONNECTION_PARAMETER_MISSING, FLX_CONNECTION_PARAMETER_INVALID */
export function readSignIn(connection: ConnectionValues): SignIn {
  switch (connection['authentication'] ?? 'none') {
    case 'none':
      return NOTHING;
    case 'basic':
      return header(
        'Authorization',
        `Basic ${toBase64(`${need(connection, 'user')}:${connection['password'] ?? ''}`)}`,
      );
    case 'bearer':
      return header('Authorization', `Bearer ${need(connection, 'token')}`);
    case 'apiKey':
      return readApiKey(connection);
    default:
      throw permanent(
        flowConnectorError('FLX_CONNECTION_PARAMETER_INVALID', {
          name: 'authentication',
          expected: 'none, basic, bearer or apiKey',
        }),
      );
  }
}

function readApiKey(connection: ConnectionValues): SignIn {
  const name = String(connection['keyName'] ?? 'X-API-Key');
  const key = need(connection, 'key');
  return connection['keyIn'] === 'query' ? { headers: {}, query: { [name]: key } } : header(name, key);
}

function header(name: string, value: string): SignIn {
  return { headers: { [name]: value }, query: {} };
}

function need(connection: ConnectionValues, name: string): string {
  const value = connection[name];
  if (value === undefined || value === null || value === '')
    throw permanent(flowConnectorError('FLX_CONNECTION_PARAMETER_MISSING', { connector: 'http', name }));
  return String(value);
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
