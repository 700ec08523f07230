import { createContactStages, readContactWarnings } from '../../accounts/contacts.ts';
import { createHierarchyStages } from '../../accounts/hierarchy.ts';
import { readHierarchyWarnings } from '../../accounts/hierarchy-warnings.ts';
import { RECORD } from '../../accounts/tables.ts';
import type { ErrorRecord } from '../../base/errors.ts';
import { hierarchiesOf } from '../../model/audience-model.ts';
import { ancestorTableOf, TABLES } from '../../model/tables.ts';
import { runStages } from '../../sql/stage.ts';
import { CONTACT_DEDUPLICATION, unifyContacts } from './contact-unification.ts';
import { insightOptions } from './insight-model.ts';
import type { TaskWorker } from './task-context.ts';

/** Gathers the contacts of the accounts, and unifies those who are one person. */
export const contactWorker: TaskWorker = async (_node, context) => {
  const { session } = context;
  const options = await insightOptions(context);
  const found: ErrorRecord[] = [];
  const unify = unifyContacts(options.model, { ...context, onResult: ({ warnings }) => found.push(...warnings) });
  await runStages(session, createContactStages({ ...options, unify }), context);
  const { unifiedContact, contactKey, contactIdHistory } = TABLES;
  return {
    rows: await session.rowCount(unifiedContact),
    tables: [
      { name: unifiedContact, primaryKey: 'UnifiedContactId' },
      { name: contactKey },
      ...(unify
        ? [
            { name: contactIdHistory, primaryKey: 'UnifiedContactId' },
            { name: CONTACT_DEDUPLICATION, primaryKey: RECORD.key },
          ]
        : []),
    ],
    warnings: [...(await readContactWarnings(session, options)), ...found],
    additionalInfo: { records: await session.rowCount(contactKey) },
  };
};

/** Puts every account in its place in the hierarchies. */
export const hierarchyWorker: TaskWorker = async (_node, context) => {
  const { session, workspace } = context;
  const options = await insightOptions(context);
  await runStages(session, createHierarchyStages(options), context);
  const names = hierarchiesOf(workspace).map(({ name }) => name);
  return {
    rows: names[0] === undefined ? 0 : await session.rowCount(names[0]),
    tables: names.flatMap((name) => [{ name, primaryKey: 'CustomerId' }, { name: ancestorTableOf(name) }]),
    warnings: await readHierarchyWarnings(session, options.model),
  };
};
