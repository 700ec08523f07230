import { flowError } from '../../catalogue.ts';
import { latinText } from '../../content/headers.ts';
import { isObject, toText, type Value } from '../../language/index.ts';
import type { ActionCall } from '../action.ts';
import { fetchToken } from './directory-token.ts';
import { type HttpRequest, memberOf } from './request.ts';

/**
 * A request signed in as `authentication` of the inputs says.
 * @throws FLX_FLOW_AUTHENTICATION for a kind that cannot be used here, FLX_FLOW_INPUT for one that lacks something, CallError
 * when a token cannot be had
 */
export async function signIn(
  request: HttpRequest,
  authentication: Value | undefined,
  call: ActionCall,
): Promise<HttpRequest> {
  if (!isObject(authentication)) return request;
  const type = toText(memberOf(authentication, 'type') ?? 'None');
  const text = (name: string) => toText(memberOf(authentication, name) ?? null);
  const need = (name: string) => required(call, name, text(name));
  switch (type.toLowerCase()) {
    case 'none':
    case '':
      return request;
    case 'basic':
      return authorize(
        request,
        `Basic ${Buffer.from(`${text('username')}:${text('password')}`, 'utf8').toString('base64')}`,
      );
    case 'raw':
      return authorize(request, need('value'));
    case 'clientcertificate':
      return { ...request, certificate: { pfx: Buffer.from(need('pfx'), 'base64'), passphrase: text('password') } };
    case 'activedirectoryoauth': {
      const parts = {
        authority: text('authority'),
        tenant: need('tenant'),
        audience: need('audience'),
        clientId: need('clientId'),
      };
      return authorize(
        request,
        `Bearer ${await fetchToken({ ...parts, secret: secretOf(type, text('secret')) }, call)}`,
      );
    }
    default:
      throw flowError('FLX_FLOW_AUTHENTICATION', { type });
  }
}

function authorize(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization: latinText(authorization) } };
}

function required({ node }: ActionCall, name: string, value: string): string {
  if (value !== '') return value;
  throw flowError('FLX_FLOW_INPUT', {
    action: node.name,
    expected: 'a value',
    input: `authentication.${name}`,
    found: 'empty',
  });
}

/** Only the secret is understood: a certificate would have to be taken out of its file first. */
function secretOf(type: string, secret: string): string {
  if (secret !== '') return secret;
  throw flowError('FLX_FLOW_AUTHENTICATION', { type: `${type} with a certificate` });
}
