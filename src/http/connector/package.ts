import Type from 'typebox';
import { type AppConnector, SIGN_IN_KINDS } from '../../app/connector/connector.ts';
import { oneOf } from '../../model/name.ts';
import type { Server } from '../schema.ts';
import { CONNECTOR_PATH } from './operations.ts';

const tag = 'Connector';
const DefinitionQuery = Type.Object({
  signIn: Type.Optional(oneOf(SIGN_IN_KINDS, 'How connections sign in. Default apiKey.')),
  clientId: Type.Optional(Type.String({ maxLength: 200, description: 'Id of the OAuth client.' })),
  audience: Type.Optional(Type.String({ maxLength: 200, description: 'Application id URI, for Entra ID.' })),
});

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  md: 'text/markdown; charset=utf-8',
};

/** Serves definition, properties, icon and readme one by one, and as the zip to import. Anybody may read them: they hold no secret. */
export function addConnectorPackage(server: Server, connector: AppConnector, publicUrl: string | undefined): void {
  const optionsOf = (query: Type.Static<typeof DefinitionQuery>) => ({
    signIn: query.signIn ?? 'apiKey',
    clientId: query.clientId,
    audience: query.audience,
    publicUrl,
  });
  for (const name of Object.keys(connector.files({ signIn: 'apiKey' }))) {
    const extension = name.split('.').at(-1) ?? '';
    server.get(
      `${CONNECTOR_PATH}/${name}`,
      {
        config: {
          about: { tag, summary: name, mediaType: MEDIA_TYPES[extension] ?? 'text/plain' },
          access: 'everybody',
        },
        schema: { querystring: DefinitionQuery },
      },
      (request, reply) =>
        reply
          .type(MEDIA_TYPES[extension] ?? 'text/plain')
          .header('cache-control', 'no-cache')
          .send(Buffer.from(connector.files(optionsOf(request.query))[name] ?? [])),
    );
  }
  server.get(
    `${CONNECTOR_PATH}/fluxu-connector.zip`,
    {
      config: { about: { tag, summary: 'Everything in one zip', mediaType: 'application/zip' }, access: 'everybody' },
      schema: { querystring: DefinitionQuery },
    },
    (request, reply) =>
      reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="fluxu-connector.zip"')
        .send(Buffer.from(connector.zip(optionsOf(request.query)))),
  );
}
