import { contactRecordOf, recordOfContact } from '../../accounts/contact-unification.ts';
import { contactRecordStage } from '../../accounts/contacts.ts';
import type { Clock } from '../../base/clock.ts';
import { contactMatchingOf, contactsOf } from '../../model/audience-model.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { MEMBER_KINDS } from '../../model/member-kind.ts';
import { TABLES } from '../../model/tables.ts';
import type { MEMBERS } from '../../model/vocabulary.ts';
import { refreshError } from '../../refresh/catalogue.ts';
import { withContactUnification } from '../../refresh/work/contact-unification.ts';
import { contactEntities } from '../../refresh/work/entity-names.ts';
import { createInsightModel, readEntities } from '../../refresh/work/insight-model.ts';
import { requestUnification } from '../../refresh/work/unification.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages } from '../../sql/stage.ts';
import type { RecordKey } from '../../unify/explain.ts';
import type { UnificationRequest } from '../../unify/unification.ts';

/** Works with a unification over the published data of a session. */
export type UnificationWork<Result> = (session: EngineSession, request: UnificationRequest) => Promise<Result>;

interface SessionWork<Result> {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly work: UnificationWork<Result>;
}

/** Whose records are told apart: what they are unified by, and where it is published whose each one is. */
export interface MatchSubject {
  /** The definition that holds their rules and lists, and the properties of the lists. */
  readonly definition: 'unification' | 'audience';
  readonly lists: { readonly always: string; readonly never: string };
  /** Whose each record is: `EntityName`, `AlternateValue` and the id. */
  readonly keyTable: string;
  readonly id: string;
  /** Entities that a trial of their unification makes anew. */
  readonly isRemade: (entity: string, workspace: Workspace) => boolean;
  readonly withUnification: <Result>(session: EngineSession, work: SessionWork<Result>) => Promise<Result>;
  /** A source record as the unification sees it, and the other way round. */
  readonly toUnification: (record: RecordKey, workspace: Workspace) => RecordKey;
  readonly fromUnification: (record: RecordKey) => RecordKey;
}

const customers: MatchSubject = {
  definition: 'unification',
  lists: { always: 'alwaysMatch', never: 'neverMatch' },
  keyTable: TABLES.alternateKey,
  id: MEMBER_KINDS.customers.key,
  isRemade: (entity, { dataSources }) =>
    !dataSources.some(({ name, entities }) => entities.some((each) => entityNameOf(name, each.name) === entity)),
  withUnification: async (session, { workspace, clock, work }) =>
    work(session, await requestUnification(session, workspace, clock)),
  toUnification: (record) => record,
  fromUnification: (record) => record,
};

const contacts: MatchSubject = {
  definition: 'audience',
  lists: { always: 'contactAlwaysMatch', never: 'contactNeverMatch' },
  keyTable: TABLES.contactKey,
  id: MEMBER_KINDS.contacts.key,
  isRemade: (entity, workspace) => contactEntities(workspace).includes(entity),
  withUnification: async (session, { workspace, clock, work }) => {
    if (contactsOf(workspace).length === 0)
      throw refreshError('FLX_REFRESH_NOTHING', { reason: 'the workspace has no contacts.' });
    const model = createInsightModel(workspace, await readEntities(session, workspace));
    await runStages(session, [contactRecordStage({ model, dialect: session.dialect })], { clock });
    return withContactUnification(session, { matching: contactMatchingOf(workspace), clock }, work);
  },
  toUnification: (record, workspace) => contactRecordOf(record, contactsOf(workspace)),
  fromUnification: ({ key }) => recordOfContact(key),
};

export const MATCH_SUBJECTS: Readonly<Record<(typeof MEMBERS)[number], MatchSubject>> = { customers, contacts };
