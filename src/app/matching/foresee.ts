import type { FluxuError } from '../../base/errors.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { requestUnification } from '../../refresh/work/unification.ts';
import { getPublishedSnapshot } from '../../store/snapshots.ts';
import { foreseePairs } from '../../unify/blocking/foresee.ts';
import { validateUnification } from '../../unify/validation/validate.ts';
import { type PreviewsOptions, withPublished } from '../previews/published-session.ts';

/** Tells what the unification of a workspace would refuse or skip. */
export type Foresee = (workspace: Workspace) => Promise<readonly FluxuError[]>;

/**
 * Counts, on the published data, the pairs that the rules of a unification would compare. Nothing is told before the first
 * refresh, of entities that are not published yet, and of a unification with other problems.
 */
export function createForesight(options: PreviewsOptions): Foresee {
  return async (workspace) => {
    const { unification, dataSources, measures, segments } = workspace;
    const published = (await getPublishedSnapshot(options.store.db))?.entities.map(({ name }) => name) ?? [];
    if (!unification?.entities.every(({ entity }) => published.includes(entity))) return [];
    const sources = new Set(
      dataSources.flatMap(({ name, entities }) => entities.map((own) => entityNameOf(name, own.name))),
    );
    const request = {
      workspace,
      isRemade: (entity: string) => !sources.has(entity),
      evaluated: new Set([...measures, ...segments].map(({ name }) => name)),
    };
    return withPublished(options, request, async ({ session }) => {
      const asked = await requestUnification(session, workspace, options.clock);
      return validateUnification(unification, asked.entities).length > 0 ? [] : foreseePairs(session, asked);
    });
  };
}
