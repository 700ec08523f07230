import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { FluxuError, isFluxuError } from '../base/errors.ts';
import { httpError } from './catalogue.ts';

/** Answers every error as application/problem+json (RFC 9457) with our code, message, place, mend and problems. */
export function answerError(thrown: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const error = expectedError(thrown, request);
  if (error.status >= 500) request.log.error({ err: thrown, reqId: request.id }, 'request failed');
  sendProblem(reply, error, request.url);
}

/** Sends one error as the answer. */
export function sendProblem(reply: FastifyReply, error: FluxuError, url: string): void {
  void reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send({ ...problemOf(error), instance: url.split('?')[0] });
}

function problemOf(error: FluxuError) {
  return {
    type: `urn:fluxu:error:${error.code.toLowerCase()}`,
    title: error.message,
    status: error.status,
    ...error.toJSON(),
  };
}

function expectedError(thrown: FastifyError | Error, request: FastifyRequest): FluxuError {
  if (isFluxuError(thrown)) return thrown;
  const code = 'code' in thrown ? thrown.code : '';
  const status = 'statusCode' in thrown ? thrown.statusCode : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return httpError('FLX_HTTP_BODY_TOO_LARGE', {});
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return httpError('FLX_HTTP_MEDIA_TYPE', {});
  if (status !== undefined && status >= 400 && status < 500) {
    const badRequest = httpError('FLX_HTTP_BAD_REQUEST', { reason: thrown.message }, { cause: thrown });
    return new FluxuError(badRequest.code, { ...badRequest, message: badRequest.message, status }, { cause: thrown });
  }
  return httpError('FLX_INTERNAL', { requestId: request.id }, { cause: thrown });
}
