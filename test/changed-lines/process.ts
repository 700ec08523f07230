import { systemClock } from '../../src/base/clock.ts';
import { openCompany } from '../support/company.ts';
import { linesOf, WORKSPACE } from './versions.ts';

/** Delivers one version of the contacts after another and refreshes, telling each that is published, until it is killed. */
const [folder = '', first = '0'] = process.argv.slice(2);
const clock = { ...systemClock, now: () => new Date(Date.now() + 60_000) };
const company = await openCompany({ folder, clock });
await company.apply(WORKSPACE);
for (let version = Number(first); ; version++) {
  company.put('contacts.csv', linesOf(version));
  const { status, tasks } = await company.refresh();
  const methods = (tasks[0]?.additionalInfo['entities'] as { method: string }[] | undefined)?.map(
    ({ method }) => method,
  );
  process.stdout.write(`${version} ${status} ${methods}\n`);
}
