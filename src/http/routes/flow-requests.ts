import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../app/app.ts';
import type { AppFlowRequests, FlowRequestKind, FlowRequestPlace } from '../../app/flows/flow-requests.ts';
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
    for (const { kind, url } of ADDRESSES) {
      const take = async (request: FastifyRequest, reply: FastifyReply) =>
        send(reply, await TAKE[kind](flowRequests, placeOf(request), incoming(request, reply)));
      scope.route({
        method: METHODS,
        url,
        bodyLimit: BODY_LIMIT_BYTES,
        onRequest: async (request, reply) => {
          // Who has no signature is answered before his body takes room.
          if (!flowRequests.isSigned(kind, placeOf(request), queryOf(request)))
            await take(request, reply.header('connection', 'close'));
        },
        handler: take,
      });
    }
  });
}

const ADDRESSES: readonly { readonly kind: FlowRequestKind; readonly url: string }[] = [
  { kind: 'invoke', url: '/workflows/:flow/triggers/:trigger/paths/invoke' },
  { kind: 'invoke', url: '/workflows/:flow/triggers/:trigger/paths/invoke/*' },
  { kind: 'notify', url: '/workflows/:flow/triggers/:trigger/callback' },
  { kind: 'callBack', url: '/workflows/runs/:runId/actions/:action/:iteration/run' },
  { kind: 'answer', url: '/workflows/runs/:runId/answer' },
];

type Take = (flows: AppFlowRequests, place: FlowRequestPlace, request: IncomingRequest) => Promise<OutgoingAnswer>;

const TAKE: Readonly<Record<FlowRequestKind, Take>> = {
  invoke: (flows, place, request) => flows.invoke(place, request),
  notify: (flows, place, request) => flows.notify(place, request),
  callBack: (flows, place, request) => flows.callBack(place, request),
  answer: (flows, { runId }, request) => flows.answer(runId, request),
};

function placeOf({ params }: FastifyRequest): FlowRequestPlace {
  const place = {
    flow: '',
    trigger: '',
    runId: '',
    action: '',
    iteration: '',
    ...(params as Partial<FlowRequestPlace>),
  };
  return { ...place, iteration: place.iteration === '-' ? '' : place.iteration };
}

function queryOf({ raw }: FastifyRequest): URLSearchParams {
  const [, ...query] = (raw.url ?? '').split('?');
  return new URLSearchParams(query.join('?'));
}

function incoming(request: FastifyRequest, reply: FastifyReply): IncomingRequest {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const [path = ''] = (request.raw.url ?? '').split('?');
  return {
    method: request.method,
    relativePath: /\/paths\/invoke\/(.*)$/i.exec(path)?.[1] ?? '',
    query: queryOf(request),
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
