import type { App } from '../../app/app.ts';
import {
  SourceKindView,
  SourcePreview,
  SourcePreviewRequest,
  SourceTrial,
  SourceTrialResult,
} from '../../app/view/source.ts';
import { allOf, type Server } from '../schema.ts';

const tag = 'Data sources';
/** Trying a source reaches out from this server, as keeping one does: who may do the one may do the other. */
const access = { role: 'contributor' } as const;

/** Kinds of data sources, and sources tried before they are kept. */
export function addSourceRoutes(server: Server, { sources }: App): void {
  server.get(
    '/api/source-kinds',
    {
      config: { about: { tag, summary: 'Kinds of data sources with the schemas of their settings' } },
      schema: { response: { 200: allOf(SourceKindView) } },
    },
    async () => ({ items: sources.kinds() }),
  );
  server.post(
    '/api/sources/try',
    {
      config: { about: { tag, summary: 'Test a connection and list the entities it offers' }, access },
      schema: { body: SourceTrial, response: { 200: SourceTrialResult } },
    },
    (request) => sources.try(request.body),
  );
  server.post(
    '/api/sources/preview',
    {
      config: { about: { tag, summary: 'Read one entity as a refresh would, without keeping it' }, access },
      schema: { body: SourcePreviewRequest, response: { 200: SourcePreview } },
    },
    (request) => sources.preview(request.body),
  );
}
