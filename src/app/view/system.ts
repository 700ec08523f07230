import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** One check of the doctor, with its mend when it did not pass. */
export const CheckView = Type.Object({
  name: Type.String({ description: 'Stable name, e.g. state, engine, disk, clock.' }),
  status: oneOf(['ok', 'warning', 'failed'], 'Result of the check.'),
  result: Type.String({ description: 'What was found, in one sentence.' }),
  mend: Type.Optional(Type.String()),
});
export type CheckView = Plain<typeof CheckView>;

/** What this server is. */
export const SystemView = Type.Object({
  product: Type.String(),
  version: Type.String(),
  node: Type.String(),
  platform: Type.String(),
  stateStore: Type.String({ description: 'SQLite or PostgreSQL, with version where known.' }),
  engine: Type.String({ description: 'Analytical engine with version.' }),
  role: Type.String(),
  memoryLimit: Type.String({ description: 'Most memory for a refresh or a match, e.g. 4GB.' }),
  threads: Type.Integer({ description: 'Threads of the analytical engine; 0 means one a core.' }),
  held: Type.Array(
    Type.Object({
      work: Type.String({ description: 'Work that one process does alone, e.g. schedule.' }),
      process: Type.String({ description: 'Host and process id.' }),
      until: Moment,
    }),
    { description: 'Which process does what alone now; prolonged while it lives.' },
  ),
  isDemo: Type.Boolean(),
  startedAt: Moment,
  timeZone: Type.String({ description: 'IANA name of the schedule’s time zone.' }),
  checks: Type.Array(CheckView),
});
export type SystemView = Plain<typeof SystemView>;

/** Whether the server can do its work now. */
export const ReadinessView = Type.Object({ isReady: Type.Boolean(), checks: Type.Array(CheckView) });
export type ReadinessView = Plain<typeof ReadinessView>;

/** What the data folder holds, in bytes, and how many snapshots and refreshes are kept. */
export const StorageView = Type.Object({
  folder: Type.String(),
  freeBytes: Type.Integer(),
  totalBytes: Type.Integer(),
  parts: Type.Array(Type.Object({ name: Type.String(), bytes: Type.Integer() })),
  snapshots: Type.Integer(),
  snapshotsKept: Type.Integer({ description: 'Most snapshots that are kept; older ones go after a refresh.' }),
});
export type StorageView = Plain<typeof StorageView>;
