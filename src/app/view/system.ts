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

/** One look at the address under which others reach this server. */
export const AddressCheck = Type.Object({
  ...CheckView.properties,
  name: oneOf(['https', 'name', 'public', 'answers'], 'What was looked at.'),
  finding: oneOf(
    ['notSet', 'https', 'plain', 'resolves', 'unresolved', 'public', 'private', 'answers', 'silent', 'other'],
    'What was found, for programs.',
  ),
  detail: Type.Optional(Type.String({ description: 'IP addresses, or why it failed.' })),
});
export type AddressCheck = Plain<typeof AddressCheck>;
/** Whether others reach this server under its public address. */
export const OwnAddressView = Type.Object({
  address: Type.String({ description: 'FLUXU_PUBLIC_URL; empty when it is not set.' }),
  checks: Type.Array(AddressCheck),
});
export type OwnAddressView = Plain<typeof OwnAddressView>;

/** Who holds something, and how long. */
const Holding = {
  process: Type.String({ description: 'Host and process id.' }),
  since: Type.Optional(Moment),
  until: Moment,
  isLapsed: Type.Boolean({
    description: 'Not prolonged in time: the process ended or hangs, and another may take it over.',
  }),
};

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
    Type.Object({ work: Type.String({ description: 'Work that one process does alone, e.g. schedule.' }), ...Holding }),
    { description: 'Which process does what alone; prolonged while it lives.' },
  ),
  flowWorkers: Type.Array(
    Type.Object({
      ...Holding,
      runs: Type.Integer({ description: 'Runs that it has in memory.' }),
      flows: Type.Array(
        Type.Object({ name: Type.String(), displayName: Type.String(), runs: Type.Integer(), oldestAt: Moment }),
        { description: 'The flows of these runs, those with most first, with the start of the oldest.' },
      ),
    }),
    { description: 'Which process runs flows, and what it holds.' },
  ),
  isDemo: Type.Boolean(),
  startedAt: Moment,
  timeZone: Type.String({ description: 'IANA name of the schedule’s time zone.' }),
  checks: Type.Array(CheckView),
});
export type SystemView = Plain<typeof SystemView>;

const CallKind = oneOf(['connector', 'api'], 'What is called: the connector with OData, or the API.');
const Calls = { kind: CallKind, calls: Type.Integer() };
/** How often the server was called. */
export const UsageView = Type.Object({
  since: Type.String({ description: 'First day in UTC, YYYY-MM-DD.' }),
  days: Type.Array(Type.Object({ day: Type.String(), ...Calls }), { description: 'Days with calls, oldest first.' }),
  operations: Type.Array(Type.Object({ operation: Type.String({ description: 'Method and path.' }), ...Calls })),
  clients: Type.Array(
    Type.Object({ client: Type.String({ description: 'Key or program; pages are one.' }), ...Calls }),
  ),
});
export type UsageView = Plain<typeof UsageView>;

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
