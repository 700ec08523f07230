import { join } from 'node:path';
import { createCompany } from '../../demo/company/company.ts';
import { writeDelivery } from '../../demo/company/files.ts';
import { readDemoWorkspace } from '../../demo/workspace/read.ts';
import type { OpenedApp } from '../app/opened-app.ts';
import { WORKSPACE_PROPERTIES } from '../app/workspace/read.ts';
import type { Clock } from '../base/clock.ts';
import { DEFINITION_KINDS, type DefinitionKind } from '../model/definition.ts';
import type { RefreshJob } from '../model/refresh.ts';

/** Kinds that the sample leaves out: its flows speak with receivers that only the demo brings; templates make them anew. */
const LEFT_OUT: readonly DefinitionKind[] = ['flow', 'connection'];

/**
 * Loads the sample company: writes its files below the data folder, defines sources, unification, measures, segments and
 * triggers, and starts the first refresh. Asked again, it brings the files of the company's next day.
 */
export function createSampleLoader({ home, clock }: { readonly home: string; readonly clock: Clock }) {
  return async (app: OpenedApp): Promise<RefreshJob> => {
    const folder = join(home, 'sample');
    const isFirst = (await app.definitions.list('dataSource')).length === 0;
    const delivery = isFirst ? 'first' : 'second';
    await writeDelivery(createCompany(), { folder, delivery, now: clock.now() });
    await app.definitions.apply({ workspace: await sampleWorkspace(folder) }, 'sample');
    return app.refreshes.submit({ scope: { kind: 'full' }, submittedBy: 'sample' });
  };
}

async function sampleWorkspace(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const places = { DEMO_DATA: folder, DEMO_TEAMS_WEBHOOK_URL: '', DEMO_MAIL_HOST: '', DEMO_MAIL_PORT: '' };
  const files = (await readDemoWorkspace(places)).filter(({ kind }) => !LEFT_OUT.includes(kind));
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  const entries = kinds.map((kind) => {
    const definitions = files.filter((file) => file.kind === kind).map(({ definition }) => definition);
    return [WORKSPACE_PROPERTIES[kind], DEFINITION_KINDS[kind].isSingle ? definitions[0] : definitions] as const;
  });
  return Object.fromEntries(entries);
}
