import type { Activity } from '../../model/activity.ts';
import { contactsOf } from '../../model/audience-model.ts';
import type { Workspace } from '../../model/definition.ts';
import { orderDefinitions } from '../../model/dependency.ts';
import type { Measure } from '../../model/measure.ts';
import { wayToCustomer } from '../../model/path.ts';
import { type References, referencesOf } from '../../model/reference.ts';
import type { Segment } from '../../model/segment.ts';
import { TABLES } from '../../model/tables.ts';
import { createInsightModel, declaredEntities } from '../work/insight-model.ts';

/** What a measure or segment reads, by name. */
export type DefinitionUse = References;

/** What the measures and segments of a workspace read, as far as names tell it before any data is there. */
export function createUseOf(workspace: Workspace): (definition: Measure | Segment) => DefinitionUse {
  const model = createInsightModel(workspace, declaredEntities(workspace));
  return (definition) => referencesOf(definition, model);
}

/** The entities that an activity of a workspace reads: its own, those on its way to the customers, and who did it. */
export function createUseOfActivity(workspace: Workspace): (activity: Activity) => readonly string[] {
  const model = createInsightModel(workspace, declaredEntities(workspace));
  return ({ entity, path }) => {
    const result = wayToCustomer(model, entity, path);
    const contacts = contactsOf(workspace).length > 0 ? [TABLES.contactKey] : [];
    return [entity, ...contacts, ...(result.problem ? [] : result.way.map((link) => link.to))];
  };
}

/** Refuses a workspace in which measures and segments depend on each other in a circle. @throws FLX_CYCLE */
export function checkCircles(workspace: Workspace): void {
  orderDefinitions(createInsightModel(workspace, declaredEntities(workspace)));
}
