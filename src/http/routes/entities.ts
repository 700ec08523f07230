import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { EntityRow, EntityView } from '../../app/view/entity.ts';
import { pageOf } from '../../app/view/page.ts';
import { EntityName } from '../../model/name.ts';
import { allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Entities';

/** Entities of the published snapshot and their rows. */
export function addEntityRoutes(server: Server, { entities }: App): void {
  server.get(
    '/api/entities',
    {
      config: { about: { tag, summary: 'Every entity of the published snapshot, system entities included' } },
      schema: { response: { 200: allOf(EntityView) } },
    },
    async () => ({ items: await entities.list() }),
  );
  server.get(
    '/api/entities/:name/rows',
    {
      config: { about: { tag, summary: 'Rows of an entity' } },
      schema: {
        params: Type.Object({ name: EntityName }),
        querystring: Type.Object(PageQuery),
        response: { 200: pageOf(EntityRow) },
      },
    },
    (request) => entities.rows(request.params.name, pageOfQuery(request.query)),
  );
}
