import { Readable } from 'node:stream';
import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { UploadView } from '../../app/view/source.ts';
import { UploadName } from '../../model/data-source.ts';
import { strict } from '../../model/name.ts';
import { actorOf, type Server } from '../schema.ts';

const UploadPath = Type.Object({ upload: UploadName, file: Type.String({ minLength: 1, maxLength: 100 }) });
const bytes = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const UploadQuery = Type.Object(
  {
    offset: Type.Optional(Type.Integer({ ...bytes, description: 'Where this part of the file begins. Default 0.' })),
    size: Type.Optional(Type.Integer({ ...bytes, description: 'Bytes of the whole file. Default: of this body.' })),
    transfer: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9]{1,20}$',
        description: 'Any word, the same for all parts of one file; needed when there are several.',
      }),
    ),
  },
  strict,
);

/** Files that become data sources. Bodies are taken as they come and go to the disk. */
export function addUploadRoutes(server: Server, { uploads }: App): void {
  server.register(async (plain) => {
    const scope = plain as Server;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, content, done) => done(null, content));
    scope.put(
      '/api/uploads/:upload/:file',
      {
        config: {
          about: {
            tag: 'Data sources',
            summary: 'Send a file, whole or in parts, for a data source to read',
            description:
              "The body is the file (application/octet-stream). A data source reads it with `upload` in its options and the file's name as `path` of an entity; a file sent again takes the place of the one before.",
          },
          access: { role: 'contributor' },
        },
        schema: { params: UploadPath, querystring: UploadQuery, response: { 200: UploadView } },
      },
      (request) =>
        uploads.put({
          ...request.params,
          ...request.query,
          // A request that tells neither length nor kind of a body has none.
          content: (request.body as Readable | undefined) ?? Readable.from([]),
          actor: actorOf(request),
        }),
    );
  });
}
