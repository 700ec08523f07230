import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchFiles } from '../../src/app/match/match-files.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { MatchPlan } from '../../src/model/match-plan.ts';
import type { EngineSession } from '../../src/sql/engine.ts';
import { openTestSession, unify } from '../support/unify.ts';

let session: EngineSession;
const folder = mkdtempSync(join(tmpdir(), 'fluxu-lists-'));
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The example of the page about unification that has lists. */
function documented(): Record<string, unknown> {
  const page = readFileSync(new URL('../../docs/unification.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  return JSON.parse(blocks.find((text) => text.includes('"alias"')) ?? '{}');
}

describe('lists of the user', () => {
  it('work in the example of the documentation', async () => {
    const contact = (ContactId: string, EMail: string, Town: string) => ({ ContactId, EMail, Town });
    const member = (MemberId: string, EMail: string, Town: string) => ({ MemberId, EMail, Town });
    const sources = {
      Shop_Contact: {
        rows: [
          contact('C1', 'ane@example.org', 'Big Apple'),
          contact('C2', 'None@example.org', 'Bilbo'),
          contact('C3', 'jon@example.org', 'Bilbo'),
        ],
      },
      Club_Member: {
        rows: [
          member('M1', 'ANE@example.org', 'new york'),
          member('M2', 'none@example.org', 'Bilbo'),
          member('M3', 'jon@example.org', 'NYC'),
        ],
      },
    };
    const { clusters } = await unify(session, sources, { ...documented(), mode: 'rules' });
    expect(clusters.filter((records) => records.length > 1)).toEqual([['Club_Member:M1', 'Shop_Contact:C1']]);
    expect((await unify(session, sources, documented())).result.statistics.uniqueSourceRecords).toBe(6);
  });

  it('of nicknames take the place of the built-in one where a plan of files says so', async () => {
    const people = Array.from({ length: 120 }, (_, index) => {
      const born = `19${10 + (index % 80)}-0${1 + (index % 9)}-1${index % 10}`;
      return {
        last: `Etxe${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + ((index * 7) % 26))}ri`,
        born,
      };
    });
    const names = (first: string, prefix: string) =>
      [
        'Id,First name,Last name,Birth date',
        ...people.map(
          ({ last, born }, index) => `${prefix}${index},${index === 0 ? first : `Unai${index % 7}`},${last},${born}`,
        ),
      ].join('\n');
    const files = [join(folder, 'left.csv'), join(folder, 'right.csv')] as const;
    writeFileSync(files[0], names('Patxi', 'L'));
    writeFileSync(files[1], names('Francisco', 'R'));
    const levelOf = async (plan: MatchPlan) => {
      const explain = [
        { source: 'left', key: 'L0' },
        { source: 'right', key: 'R0' },
      ] as const;
      const request = { files, key: 'Id', plan, threads: 1, memoryLimit: '500MB', hasReport: false, explain };
      const { explained } = await matchFiles(request, { clock: systemClock });
      return explained?.steps.find(({ comparison }) => comparison === 'first_name')?.level;
    };
    const known = await levelOf({});
    expect(known).toMatch(/formal|nickname/i);
    expect(await levelOf({ replacesNicknames: true })).not.toBe(known);
    expect(await levelOf({ replacesNicknames: true, nicknames: [['patxi', 'francisco']] })).toBe(known);
  });
});
