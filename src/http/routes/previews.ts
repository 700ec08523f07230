import type { App } from '../../app/app.ts';
import {
  ContactPreview,
  MeasurePreview,
  PreviewRequest,
  SegmentPreview,
  UnificationPreview,
} from '../../app/view/preview.ts';
import { WORKSPACE_LIMIT_BYTES } from '../body.ts';
import type { Server } from '../schema.ts';

const tag = 'Previews';
const bodyLimit = WORKSPACE_LIMIT_BYTES;
/** A preview changes nothing: whoever may read may try. */
const access = { role: 'viewer' } as const;

/** Definitions tried on the published data before they are kept. */
export function addPreviewRoutes(server: Server, { previews }: App): void {
  server.post(
    '/api/segments/preview',
    {
      bodyLimit,
      config: { about: { tag, summary: 'Size by group and first members that a segment would have' }, access },
      schema: { body: PreviewRequest, response: { 200: SegmentPreview } },
    },
    (request) => previews.segment(request.body.definition),
  );
  server.post(
    '/api/measures/preview',
    {
      bodyLimit,
      config: { about: { tag, summary: 'First rows that a measure would have' }, access },
      schema: { body: PreviewRequest, response: { 200: MeasurePreview } },
    },
    (request) => previews.measure(request.body.definition),
  );
  server.post(
    '/api/unification/preview',
    {
      bodyLimit,
      config: { about: { tag, summary: 'Figures that a unification would give on the published source data' }, access },
      schema: { body: PreviewRequest, response: { 200: UnificationPreview } },
    },
    (request) => previews.unification(request.body.definition),
  );
  server.post(
    '/api/audience/preview',
    {
      bodyLimit,
      config: {
        about: { tag, summary: 'Figures that rules and lists of contacts would give on the published source data' },
        access,
      },
      schema: { body: PreviewRequest, response: { 200: ContactPreview } },
    },
    (request) => previews.audience(request.body.definition),
  );
}
