import Type from 'typebox';
import type { App } from '../../app/app.ts';
import {
  AppliedView,
  DriftView,
  PlanView,
  WorkspaceContent,
  WorkspaceFile,
  WorkspaceInput,
} from '../../app/view/definition.ts';
import { pageOf } from '../../app/view/page.ts';
import { oneOf } from '../../model/name.ts';
import { WORKSPACE_LIMIT_BYTES } from '../body.ts';
import { actorOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';
import { sendFile } from '../send-file.ts';

const tag = 'Definitions';
const bodyLimit = WORKSPACE_LIMIT_BYTES;
const access = { role: 'administrator' } as const;

/** Every definition at once: as a file, as a plan, applied. */
export function addWorkspaceRoutes(server: Server, app: App): void {
  addFiles(server, app);
  addApplying(server, app);
}

function addFiles(server: Server, { workspace }: App): void {
  const format = Type.Optional(oneOf(['yaml', 'zip'], 'One YAML text, or the folder as a zip. Default yaml.'));
  server.get(
    '/api/workspace',
    {
      config: { about: { tag, summary: 'The workspace as a file, without secret values' }, access },
      schema: { querystring: Type.Object({ format }) },
    },
    async ({ query }, reply) => sendFile(reply, await workspace.write(query.format ?? 'yaml')),
  );
  server.get(
    '/api/workspace/history',
    {
      config: { about: { tag, summary: 'Every time a workspace was applied, newest first' }, access },
      schema: { querystring: Type.Object(PageQuery), response: { 200: pageOf(AppliedView) } },
    },
    ({ query }) => workspace.history(pageOfQuery(query)),
  );
  server.get(
    '/api/workspace/drift',
    {
      config: { about: { tag, summary: 'What was changed one by one since a workspace was last applied' }, access },
      schema: { response: { 200: DriftView } },
    },
    () => workspace.drift(),
  );
  server.post(
    '/api/workspace/read',
    {
      bodyLimit,
      config: {
        about: {
          tag,
          summary: 'What a file of a workspace holds, for plan and apply',
          description: 'Every problem is told with file and line; nothing is changed.',
        },
        access,
      },
      schema: { body: WorkspaceFile, response: { 200: WorkspaceContent } },
    },
    async ({ body }) => ({ workspace: await workspace.read(body.fileName, Buffer.from(body.content, 'base64')) }),
  );
}

function addApplying(server: Server, { definitions }: App): void {
  server.post(
    '/api/plan',
    {
      bodyLimit,
      config: { about: { tag, summary: 'What applying a workspace would change' } },
      schema: { body: WorkspaceInput, response: { 200: PlanView } },
    },
    (request) => definitions.plan(request.body),
  );
  server.post(
    '/api/apply',
    {
      bodyLimit,
      config: { about: { tag, summary: 'Apply a workspace, all or nothing' }, access: { role: 'administrator' } },
      schema: { body: WorkspaceInput, response: { 200: PlanView } },
    },
    (request) => definitions.apply(request.body, actorOf(request)),
  );
}
