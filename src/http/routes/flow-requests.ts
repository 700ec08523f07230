import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../app/app.ts';
import type { IncomingRequest, OutgoingAnswer } from '../../app/view/flow-trigger.ts';
import type { Server } from '../schema.ts';

/** Largest body that starts a flow, as on the real host: 100 MB. */
const BODY_LIMIT_BYTES = 104_857_600;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * The addresses at which flows are called from outside: Request triggers, notifications, callbacks of waiting steps, answers
 * that come later. Each is signed; bodies of any type are taken as they are.
 */
export function addFlowRequestRoutes(server: Server, { flowRequests }: App): void {
  void server.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    const answer = (url: string, take: Take) =>
      scope.route({
        method: METHODS,
        url,
        bodyLimit: BODY_LIMIT_BYTES,
        handler: async (request, reply) => send(reply, await take(paramsOf(request), incoming(request, reply))),
      });
    const invoke: Take = ({ flow, trigger }, request) => flowRequests.invoke({ flow, trigger }, request);
    answer('/workflows/:flow/triggers/:trigger/paths/invoke', invoke);
    answer('/workflows/:flow/triggers/:trigger/paths/invoke/*', invoke);
    answer('/workflows/:flow/triggers/:trigger/callback', ({ flow, trigger }, request) =>
      flowRequests.notify({ flow, trigger }, request),
    );
    answer('/workflows/runs/:runId/actions/:action/:iteration/run', ({ runId, action, iteration }, request) =>
      flowRequests.callBack({ runId, action, iteration: iteration === '-' ? '' : iteration }, request),
    );
    answer('/workflows/runs/:runId/answer', ({ runId }, request) => flowRequests.answer(runId, request));
  });
}

interface Params {
  readonly flow: string;
  readonly trigger: string;
  readonly runId: string;
  readonly action: string;
  readonly iteration: string;
}

type Take = (params: Params, request: IncomingRequest) => Promise<OutgoingAnswer>;

function paramsOf({ params }: FastifyRequest): Params {
  return { flow: '', trigger: '', runId: '', action: '', iteration: '', ...(params as Partial<Params>) };
}

function incoming(request: FastifyRequest, reply: FastifyReply): IncomingRequest {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const [path = '', ...query] = (request.raw.url ?? '').split('?');
  return {
    method: request.method,
    relativePath: /\/paths\/invoke\/(.*)$/i.exec(path)?.[1] ?? '',
    query: new URLSearchParams(query.join('?')),
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    abort: gone.signal,
  };
}

function send(reply: FastifyReply, { statusCode, headers, body }: OutgoingAnswer): FastifyReply {
  return reply
    .code(statusCode)
    .headers({ 'cache-control': 'no-store', ...headers })
    .send(body === undefined ? undefined : Buffer.from(body));
}
