import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import type { RefreshJob } from '../../model/refresh.ts';
import { RunSummary } from './flow.ts';
import { ErrorView, Moment } from './parts.ts';
import type { Plain } from './plain.ts';
import { RefreshJobView } from './refresh.ts';
import { FiringView } from './watcher.ts';

/** The published refresh that a number comes from. */
const AsOf = Type.Object({ refreshId: Type.String(), publishedAt: Moment });

/** A number with its value in the refresh before. */
const Figure = {
  name: Type.String(),
  displayName: Type.String(),
  value: Type.Optional(Type.Number()),
  previous: Type.Optional(
    Type.Number({ description: 'Value in the published refresh before; absent the first time.' }),
  ),
};

/** Everything the first page shows. Lists are newest first and short (about ten); sources are failed first. */
export const HomeView = Type.Object({
  now: Moment,
  timeZone: Type.String({ description: 'IANA name of the schedule’s time zone; UTC without schedule.' }),
  workspaceName: Type.Optional(Type.String({ description: 'Name of the company or environment.' })),
  isDemo: Type.Boolean(),
  currentRefresh: Type.Optional(RefreshJobView),
  lastRefresh: Type.Optional(RefreshJobView),
  nextRefreshAt: Type.Optional(Moment),
  asOf: Type.Optional(AsOf),
  profiles: Type.Object({ value: Figure.value, previous: Figure.previous }),
  measures: Type.Array(Type.Object({ ...Figure, unit: Type.Optional(Type.String()) })),
  segments: Type.Array(
    Type.Object({
      ...Figure,
      everybody: Type.Optional(Type.Integer({ description: 'All who could be members: customers, or contacts.' })),
      threshold: Type.Optional(Type.Number()),
    }),
  ),
  sources: Type.Array(
    Type.Object({
      name: Type.String(),
      displayName: Type.String(),
      kind: Type.String(),
      status: oneOf(
        ['notStarted', 'queued', 'running', 'successful', 'failed', 'skipped', 'aborted', 'timedOut'],
        'State of its last task.',
      ),
      isRetrying: Type.Boolean({ description: 'Failed, and another attempt follows.' }),
      rows: Type.Optional(Type.Number()),
      corruptRows: Type.Optional(
        Type.Number({ description: 'Rows that its last task set apart; left out where it did not come to its end.' }),
      ),
      lastRefresh: Type.Optional(Moment),
      error: Type.Optional(ErrorView),
    }),
  ),
  firings: Type.Array(FiringView),
  runs: Type.Array(RunSummary),
});
export type HomeView = Omit<Plain<typeof HomeView>, 'currentRefresh' | 'lastRefresh'> & {
  readonly currentRefresh?: RefreshJob | undefined;
  readonly lastRefresh?: RefreshJob | undefined;
};
