import type { FastifyInstance } from 'fastify';
import { isFluxuError, messageOf } from '../base/errors.ts';
import { httpError } from './catalogue.ts';

/** Deepest nesting of arrays and objects in a body. */
export const MAX_BODY_DEPTH = 128;
/** Largest body of ordinary commands. */
export const BODY_LIMIT_BYTES = 1024 * 1024;
/** Largest body where whole definitions or workspaces come in. */
export const WORKSPACE_LIMIT_BYTES = 16 * 1024 * 1024;

/** Reads JSON bodies: an empty one is no body, `__proto__` and `constructor` keys are refused, depth is bounded. */
export function readJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      checkDepth(body.toString());
    } catch (error) {
      return done(isFluxuError(error) ? error : null);
    }
    return parse(request, body.toString(), (error, value) =>
      error
        ? done(httpError('FLX_HTTP_BODY_NOT_JSON', { reason: messageOf(error) }, { cause: error }))
        : done(null, value),
    );
  });
}

function checkDepth(text: string): void {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInText) {
      if (character === '\\') index++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > MAX_BODY_DEPTH) throw httpError('FLX_HTTP_BODY_TOO_DEEP', { limit: MAX_BODY_DEPTH });
  }
}
