import { decodeContent } from '../../content/decode.ts';
import { headerName } from '../../content/headers.ts';
import type { Value, ValueObject } from '../../language/index.ts';
import { ADDRESS_QUERIES } from './signature.ts';

/** A request to a flow as it arrived. */
export interface FlowRequest {
  readonly method: string;
  /** What follows the address of the trigger, still encoded. */
  readonly relativePath: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
  /** Aborted when the caller goes away. */
  readonly abort: AbortSignal;
}

/** Headers that only concern the connection between caller and server. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer']);

/** What a request gives to a flow: `{headers, queries?, relativePathParameters?, body?}`. Credentials stay behind unless asked for. */
export function outputsOfRequest(
  { headers, query, body }: Pick<FlowRequest, 'headers' | 'query' | 'body'>,
  options: { readonly pathParameters?: Readonly<Record<string, string>>; readonly keepsAuthorization?: boolean } = {},
): ValueObject {
  const { pathParameters = {}, keepsAuthorization = false } = options;
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const isHidden = name.toLowerCase() === 'authorization' && !keepsAuthorization;
    if (value !== undefined && !isHidden && !OF_THE_CONNECTION.has(name.toLowerCase()))
      given[headerName(name)] = typeof value === 'string' ? value : value.join(', ');
  }
  const queries = Object.fromEntries([...query].filter(([name]) => !ADDRESS_QUERIES.has(name.toLowerCase())));
  const content: Value | undefined = decodeContent(body, given['Content-Type']);
  return {
    headers: given,
    ...(Object.keys(queries).length > 0 && { queries }),
    ...(Object.keys(pathParameters).length > 0 && { relativePathParameters: pathParameters }),
    ...(content !== undefined && { body: content }),
  };
}
