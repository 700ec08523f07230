import type { FastifyReply } from 'fastify';
import type { FlowExport } from '../app/view/flow-package.ts';

/** Answers with a file to be saved under its name. */
export function sendFile(reply: FastifyReply, { contentType, fileName, bytes }: FlowExport) {
  return reply
    .header('content-type', contentType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .send(Buffer.from(bytes));
}
