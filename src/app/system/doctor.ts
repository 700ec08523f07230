import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type FluxuError, isFluxuError, messageOf } from '../../base/errors.ts';
import type { Settings } from '../../base/settings.ts';
import type { Engine } from '../../sql/engine.ts';
import { sql } from '../../sql/sql.ts';
import { readWorkspace } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import { readLastVerification } from '../refreshes/verify-rounds.ts';
import type { CheckView } from '../view/system.ts';

export interface DoctorOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly settings: Settings;
}

const LOW_DISK_GIGABYTES = 2;
const OLDEST_NODE_MAJOR = 24;
/** Rights of everybody but the owner. */
const OTHERS = 0o077;

type Check = () => Promise<Omit<CheckView, 'name'>>;

/** Checks the machine, the data folder and the configuration. Each check says how to mend what it found. */
export function runChecks(options: DoctorOptions): Promise<CheckView[]> {
  return runEach([
    ['node', checkNode],
    ['folder', () => checkFolder(options.settings)],
    ['disk', () => checkDisk(options.settings)],
    ['state', () => checkState(options.store)],
    ['engine', () => checkEngine(options)],
    ['workspace', () => checkWorkspace(options.store)],
    ['published data', () => checkPublished(options)],
    ['exposure', () => checkExposure(options.settings)],
  ]);
}

/** The checks that say whether requests can be served; cheap enough to be asked every second. */
export function runReadinessChecks({
  settings,
  store,
}: Pick<DoctorOptions, 'settings' | 'store'>): Promise<CheckView[]> {
  return runEach([
    ['folder', () => checkFolder(settings)],
    ['state', () => checkState(store)],
  ]);
}

function runEach(checks: readonly (readonly [string, Check])[]): Promise<CheckView[]> {
  return Promise.all(checks.map(async ([name, check]) => ({ name, ...(await check().catch(asFailure)) })));
}

function asFailure(error: unknown): Omit<CheckView, 'name'> {
  const known: FluxuError | undefined = isFluxuError(error) ? error : undefined;
  return { status: 'failed', result: messageOf(error), mend: known?.mend };
}

async function checkNode(): Promise<Omit<CheckView, 'name'>> {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE_MAJOR) return { status: 'ok', result: `Node ${process.versions.node}` };
  return {
    status: 'failed',
    result: `Node ${process.versions.node} is too old.`,
    mend: 'Start Fluxu with npm start, which uses the Node it brings.',
  };
}

async function checkFolder({ home }: Settings): Promise<Omit<CheckView, 'name'>> {
  await access(home, constants.R_OK | constants.W_OK);
  const { mode } = await stat(home);
  if ((mode & OTHERS) === 0) return { status: 'ok', result: `${home} can be written` };
  return {
    status: 'warning',
    result: `${home} can be read by other accounts of this machine.`,
    mend: `Close it: chmod 700 '${home}'`,
  };
}

async function checkDisk({ home }: Settings): Promise<Omit<CheckView, 'name'>> {
  const { bavail, bsize } = await statfs(home);
  const free = (bavail * bsize) / 2 ** 30;
  const result = `${Math.floor(free)} GiB free`;
  if (free >= LOW_DISK_GIGABYTES) return { status: 'ok', result };
  return { status: 'warning', result, mend: 'Free space, or keep fewer snapshots with FLUXU_SNAPSHOTS_KEPT.' };
}

async function checkState(store: Store): Promise<Omit<CheckView, 'name'>> {
  await store.db.selectFrom('setting').select('name').limit(1).execute();
  return { status: 'ok', result: `${store.kind} answers` };
}

async function checkEngine({ engine, settings }: DoctorOptions): Promise<Omit<CheckView, 'name'>> {
  const session = await engine.open({
    workFolder: join(settings.home, 'work', `doctor-${process.pid}`),
    memoryLimit: '100MB',
    threads: 1,
  });
  try {
    await session.value(sql`select 1`);
    return { status: 'ok', result: `${await engine.describe()} with ${settings.memoryLimit} of memory` };
  } finally {
    await session.close();
  }
}

async function checkWorkspace(store: Store): Promise<Omit<CheckView, 'name'>> {
  const { dataSources, measures, segments, flows } = await readWorkspace(store.db);
  const result = `Data sources: ${dataSources.length}; measures: ${measures.length}; segments: ${segments.length}; flows: ${flows.length}`;
  if (dataSources.length > 0) return { status: 'ok', result };
  return { status: 'warning', result, mend: 'Apply a workspace: fluxu apply <folder>' };
}

function neverCompared(everyDays: number): string {
  if (everyDays === 0)
    return 'A refresh computes only what changed. Whether that equals a full computation is never looked at here (FLUXU_VERIFY_EVERY_DAYS is 0).';
  if (everyDays === 1)
    return 'A refresh computes only what changed. Whether that equals a full computation is looked at every day; it was not yet.';
  return `A refresh computes only what changed. Whether that equals a full computation is looked at every ${everyDays} days; it was not yet.`;
}

async function checkPublished({ store, settings }: DoctorOptions): Promise<Omit<CheckView, 'name'>> {
  const last = await readLastVerification(store);
  if (!last)
    return { status: 'ok', result: neverCompared(settings.verifyEveryDays), mend: 'To look now: fluxu refresh verify' };
  const day = last.at.slice(0, 10);
  if (last.different.length === 0) return { status: 'ok', result: `equal to a full computation on ${day}` };
  return {
    status: 'warning',
    result: `On ${day} it differed from a full computation: ${last.different.map(({ entity }) => entity).join(', ')}.`,
    mend: 'All was computed anew then. See that it is equal now: fluxu refresh verify',
  };
}

async function checkExposure({ host, publicUrl, allowPrivateNetworks }: Settings): Promise<Omit<CheckView, 'name'>> {
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(host);
  if (!isLocal && !publicUrl.startsWith('https://'))
    return {
      status: 'warning',
      result: `The server listens on ${host} without encryption.`,
      mend: 'Put it behind a proxy with TLS, and set FLUXU_PUBLIC_URL to its https address.',
    };
  if (allowPrivateNetworks)
    return {
      status: 'warning',
      result: 'Flows may call private networks.',
      mend: 'Unset FLUXU_ALLOW_PRIVATE_NETWORKS when no flow needs it.',
    };
  return { status: 'ok', result: isLocal ? 'only this machine can reach the server' : `reached as ${publicUrl}` };
}

/** The checks that can be made when the application cannot be opened: what stands in its way. */
export function checksWithoutApp(error: unknown): CheckView[] {
  return [{ name: 'state', ...asFailure(error) }];
}
