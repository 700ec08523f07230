import { createContactStages } from '../../accounts/contacts.ts';
import { createMeasureStages, measureTableOf } from '../../measures/stages.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { memberKindOf } from '../../model/member-kind.ts';
import { segmentTableOf, TABLES } from '../../model/tables.ts';
import { type ContactUnificationResult, unifyContacts } from '../../refresh/work/contact-unification.ts';
import { contactEntities } from '../../refresh/work/entity-names.ts';
import { createInsightModel, readEntities } from '../../refresh/work/insight-model.ts';
import { planUnificationRun, stagesOf } from '../../refresh/work/unification.ts';
import { readSegmentResult } from '../../segments/result.ts';
import { createSegmentStages } from '../../segments/stages.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { runStages, type Stage, sqlTextOf } from '../../sql/stage.ts';
import { readWorkspace } from '../../store/definitions.ts';
import { describeFields } from '../../unify/merge/describe.ts';
import { checkDefinition } from '../definitions/check.ts';
import type { AppPreviews } from '../rooms/insights.ts';
import type { ContactPreview, SegmentPreview } from '../view/preview.ts';
import { type PreviewsOptions, type PublishedSession, withPublished } from './published-session.ts';

const PREVIEW_ROWS = 100;
const PREVIEW_PAIRS = 50;

/** Definitions tried on the published data before they are kept; computed by the stages of a refresh. */
export function createPreviews(options: PreviewsOptions): AppPreviews {
  return {
    segment: (definition) => previewSegment(options, definition),
    measure: (definition) => previewMeasure(options, definition),
    unification: (definition) => previewUnification(options, definition),
    audience: (definition) => previewContacts(options, definition),
  };
}

/** The name under which a definition without one is tried. */
const TRIAL_NAME = 'Preview__trial';

function named(definition: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const name = definition['name'];
  return { ...definition, name: typeof name === 'string' && name.length > 2 ? name : TRIAL_NAME };
}

async function stageOptions({ clock }: PreviewsOptions, { session, workspace }: PublishedSession) {
  const model = createInsightModel(workspace, await readEntities(session, workspace));
  return { model, dialect: session.dialect, now: clock.now().toISOString() };
}

const asOf = ({ snapshot }: PublishedSession) => ({
  publishedAt: snapshot.createdAt,
  refreshId: snapshot.refreshId,
});

async function previewSegment(options: PreviewsOptions, definition: Readonly<Record<string, unknown>>) {
  const segment = checkDefinition('segment', TRIAL_NAME, { ...named(definition), state: 'active' });
  const current = await readWorkspace(options.store.db);
  const workspace: Workspace = {
    ...current,
    segments: [...current.segments.filter(({ name }) => name !== segment.name), segment],
  };
  const request = { workspace, isRemade: () => false, evaluated: new Set([segment.name]) };
  return withPublished(options, request, async (published) => {
    const { session } = published;
    const stages = createSegmentStages({ segment, ...(await stageOptions(options, published)) });
    await runStages(session, stages, { clock: options.clock });
    const { size, rules } = await readSegmentResult(session, segment);
    const { entity, key } = memberKindOf(segment);
    const found = sql`select ${id(key)} from ${id(segmentTableOf(segment.name))}`;
    const members = await session.rows(
      sql`select * from ${id(entity)} where ${id(key)} in (${found}) order by ${id(key)} limit ${PREVIEW_ROWS}`,
    );
    return {
      ...asOf(published),
      size,
      everybody: await session.rowCount(entity),
      rules,
      members,
      stages: sqlOf(stages, session.dialect),
    };
  });
}

/** Each stage with what it does as SQL. */
function sqlOf(stages: readonly Stage[], dialect: Dialect): SegmentPreview['stages'] {
  return stages.map((stage) => ({ name: stage.name, summary: stage.summary, sql: sqlTextOf(stage, dialect) }));
}

async function previewMeasure(options: PreviewsOptions, definition: Readonly<Record<string, unknown>>) {
  const measure = checkDefinition('measure', TRIAL_NAME, { ...named(definition), isActive: true });
  const current = await readWorkspace(options.store.db);
  const workspace: Workspace = {
    ...current,
    measures: [...current.measures.filter(({ name }) => name !== measure.name), measure],
  };
  const isRemade = (entity: string) => entity === measure.name;
  return withPublished(options, { workspace, isRemade, evaluated: new Set([measure.name]) }, async (published) => {
    const { session } = published;
    const stages = createMeasureStages({ measure, ...(await stageOptions(options, published)) });
    await runStages(session, stages, { clock: options.clock });
    const table = measureTableOf(measure);
    const rows = await session.rows(sql`select * from ${id(table)} limit ${PREVIEW_ROWS}`);
    return {
      ...asOf(published),
      rowCount: await session.rowCount(table),
      rows,
      stages: sqlOf(stages, session.dialect),
    };
  });
}

async function previewUnification(options: PreviewsOptions, definition: Readonly<Record<string, unknown>>) {
  const { clock } = options;
  const unification = checkDefinition('unification', 'unification', definition);
  const workspace: Workspace = { ...(await readWorkspace(options.store.db)), unification };
  const sources = new Set(
    workspace.dataSources.flatMap((source) => source.entities.map(({ name }) => entityNameOf(source.name, name))),
  );
  const request = { workspace, isRemade: (entity: string) => !sources.has(entity), evaluated: new Set<string>() };
  return withPublished(options, request, async (published) => {
    const { session } = published;
    const started = clock.monotonicSeconds();
    const run = await planUnificationRun(session, workspace, clock);
    await runStages(
      session,
      stagesOf(run).map(({ stage }) => stage),
      { clock },
    );
    const { statistics, warnings } = await run.result(session);
    const fields = describeFields(unification, await readEntities(session, workspace));
    const pairs = await session.rows(sql`select * from ${id(TABLES.matchPairs)} limit ${PREVIEW_PAIRS}`);
    return { ...asOf(published), seconds: clock.monotonicSeconds() - started, statistics, pairs, fields, warnings };
  });
}

async function previewContacts(
  options: PreviewsOptions,
  definition: Readonly<Record<string, unknown>>,
): Promise<ContactPreview> {
  const { clock } = options;
  const audience = checkDefinition('audience', 'audience', definition);
  const workspace: Workspace = { ...(await readWorkspace(options.store.db)), audience };
  const remade = new Set(contactEntities(workspace));
  const request = { workspace, isRemade: (entity: string) => remade.has(entity), evaluated: new Set<string>() };
  return withPublished(options, request, async (published) => {
    const { session } = published;
    const started = clock.monotonicSeconds();
    const { model, dialect } = await stageOptions(options, published);
    let result: ContactUnificationResult | undefined;
    const unify = unifyContacts(model, {
      clock,
      onResult: (found) => {
        result = found;
      },
    });
    await runStages(session, createContactStages({ model, dialect, unify }), { clock });
    const contacts = await session.rows(
      sql`select * from ${id(TABLES.unifiedContact)} where ${id('RecordCount')} > 1 order by ${id('RecordCount')} desc, ${id('UnifiedContactId')} limit ${PREVIEW_PAIRS}`,
    );
    const { statistics, warnings } = result ?? (await countAlone(session));
    return { ...asOf(published), seconds: clock.monotonicSeconds() - started, statistics, warnings, contacts };
  });
}

/** What there is to tell where every record is a contact of its own. */
async function countAlone(session: EngineSession) {
  const records = await session.rowCount(TABLES.unifiedContact);
  const statistics = { uniqueSourceRecords: records, matchedAndNonMatchedRecords: records, matchedRecordsOnly: 0 };
  return { statistics: { ...statistics, entities: [], pairs: [], rules: [] }, warnings: [] };
}
