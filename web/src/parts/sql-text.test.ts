import { describe, expect, it } from 'vitest';
import { layOutSql } from './sql-text.ts';

const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

describe('SQL laid out to be read', () => {
  it('has a line for each clause', () => {
    expect(layOutSql('select a from b where c = 1 group by a;')).toBe('select a\nfrom b\nwhere c = 1\ngroup by a;');
  });

  it('keeps short parentheses on their line and indents long ones', () => {
    const inner = `select "CustomerId" from "Shop_Order" where "Total" > ${'1'.repeat(40)}`;
    expect(layOutSql(`select (a) from (${inner}) as x`)).toBe(
      [
        'select (a)',
        'from (',
        '  select "CustomerId"',
        '  from "Shop_Order"',
        `  where "Total" > ${'1'.repeat(40)}`,
        ') as x',
      ].join('\n'),
    );
  });

  it.each([
    `select 'a from b where', "order by" from t where x = 'it''s ('`,
    'create or replace table "A" as with x as (select 1) select * from x union all select * from y;',
    `select from_date, wherever, "join" from s left join u on ((s.a = u.a) and (${'s.b = u.b and '.repeat(8)}true))`,
  ])('changes nothing but white space: %s', (sql) => {
    const laidOut = layOutSql(sql);
    expect(squeezed(laidOut)).toBe(squeezed(sql));
    const texts = (text: string) => text.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g);
    expect(texts(laidOut)).toEqual(texts(sql));
  });
});
