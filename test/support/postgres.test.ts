import pg from 'pg';
import { expect, it } from 'vitest';
import { startServer } from './postgres.ts';

it('a throw-away PostgreSQL also starts from the npm package alone', async () => {
  const folder = await startServer({ isPackaged: true });
  const client = new pg.Client({ host: folder, user: 'fluxu', database: 'postgres' });
  await client.connect();
  const { rows } = await client.query("select current_setting('server_version_num')::int >= 180000 as is_packaged");
  await client.end();
  expect(rows).toEqual([{ is_packaged: true }]);
});
