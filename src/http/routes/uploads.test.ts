import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, openCompany } from '../../../test/support/company.ts';
import { serveCompany } from '../../../test/support/served-company.ts';
import { createHttpServer, type HttpServer } from '../server.ts';

let company: Company;
let server: HttpServer;
let address: string;
beforeAll(async () => {
  company = await openCompany({ environment: { FLUXU_UPLOAD_LIMIT_MEGABYTES: '1', FLUXU_SOURCE_FOLDERS: '/nowhere' } });
  server = await createHttpServer(company.app, { access: 'open', webRoot: '/nowhere', version: '1' });
  address = await server.listen();
});
afterAll(async () => {
  await server.close();
  await company.close();
});

async function put(path: string, content: string | Uint8Array<ArrayBuffer>) {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await fetch(`${address}/api/uploads/${path}`, { method: 'PUT', headers, body: content });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Begins to send `a.csv` and waits until its first bytes are on the disk. */
async function beginSlowly(upload: string) {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const writer = writable.getWriter();
  const slow = fetch(`${address}/api/uploads/${upload}/a.csv`, {
    ...{ method: 'PUT', headers: { 'content-type': 'application/octet-stream' } },
    ...{ body: readable, duplex: 'half' },
  });
  await writer.write(Buffer.from('Id,Name\n1,'));
  const partial = () => readdirSync(folder(upload)).find((name) => name.endsWith('.part')) ?? '';
  await expect
    .poll(() => existsSync(folder(upload)) && partial() !== '' && statSync(join(folder(upload), partial())).size)
    .toBeGreaterThan(0);
  return { writer, slow };
}

/** Milliseconds. */
const LONGEST_TICK = 2100;

const folder = (upload: string) => join(company.folder, 'home', 'uploads', upload);
const source = (kind: string, upload: string, path: string) => ({
  name: upload,
  kind,
  options: { upload },
  entities: [{ name: 'Contact', options: { path }, primaryKey: 'Id' }],
});

describe('a file that is sent', () => {
  it.each([
    ['csv', 'contacts.csv', 'Id,Name\n1,Ane\n2,Jon\n'],
    ['csv', 'Bezero zerrenda.csv.gz', gzipSync('Id,Name\n1,Ane\n2,Jon\n')],
    ['json', 'contacts.jsonl', '{"Id":1,"Name":"Ane"}\n{"Id":2,"Name":"Jon"}\n'],
  ])('is read by a source of kind %s from %s, also where other folders are closed', async (kind, file, content) => {
    const upload = `Upload_${kind}_${file.length}`;
    const body = typeof content === 'string' ? content : new Uint8Array(content);
    expect(await put(`${upload}/${encodeURIComponent(file)}`, body)).toMatchObject({
      status: 200,
      body: { upload, file, kind, isComplete: true },
    });
    await company.apply({ dataSources: [source(kind, upload, file)] });
    expect((await company.refresh()).status).toBe('successful');
    expect((await company.rows(`${upload}_Contact`)).map(({ Name }) => Name)).toEqual(['Ane', 'Jon']);
  });

  it('comes in parts, is not there before the last, and a part sent again changes nothing', async () => {
    const text = 'Id,Name\n1,Ane\n2,Jon\n';
    const part = (offset: number, end: number) =>
      put(`Parts/a.csv?offset=${offset}&size=${text.length}&transfer=x1`, text.slice(offset, end));
    expect((await part(0, 8)).body).toMatchObject({ received: 8, isComplete: false });
    expect(existsSync(join(folder('Parts'), 'a.csv'))).toBe(false);
    expect((await part(8, 14)).body).toMatchObject({ received: 14 });
    expect((await part(8, 14)).body).toMatchObject({ received: 14 });
    expect(await put(`Parts/a.csv?offset=18&size=${text.length}&transfer=x1`, 'n\n')).toMatchObject({
      status: 409,
      body: { code: 'FLX_UPLOAD_GAP' },
    });
    expect((await part(14, text.length)).body).toMatchObject({ isComplete: true });
    expect(readFileSync(join(folder('Parts'), 'a.csv'), 'utf8')).toBe(text);
    expect(readdirSync(folder('Parts'))).toEqual(['a.csv']);
  });

  it('is never mixed with one that is sent under the same name at the same time', async () => {
    const { writer, slow } = await beginSlowly('Same');
    const quick = put('Same/a.csv', 'Id,Name\n2,Jon\n');
    // Time enough for the second to be written, were it not to wait for the first.
    for (let count = 0; count < 10; count += 1) await put('Same_later/a.csv', 'Id\n1\n');
    await writer.write(Buffer.from('Ane\n'));
    await writer.close();
    expect([(await slow).status, (await quick).status]).toEqual([200, 200]);
    expect(readFileSync(join(folder('Same'), 'a.csv'), 'utf8')).toBe('Id,Name\n2,Jon\n');
    expect(readdirSync(folder('Same'))).toEqual(['a.csv']);
  });

  it('is never mixed with one that another server of the same folder takes', async () => {
    const other = await openCompany({ folder: company.folder });
    const otherServer = await createHttpServer(other.app, { access: 'open', webRoot: '/nowhere', version: '1' });
    const otherAddress = await otherServer.listen();
    const { writer, slow } = await beginSlowly('Both');
    const body = 'Id,Name\n2,Jon\n3,Miren\n';
    expect((await fetch(`${otherAddress}/api/uploads/Both/a.csv`, { method: 'PUT', body })).status).toBe(200);
    expect(readFileSync(join(folder('Both'), 'a.csv'), 'utf8')).toBe(body);
    await writer.write(Buffer.from('Ane\n'));
    await writer.close();
    expect((await slow).status).toBe(200);
    expect(readFileSync(join(folder('Both'), 'a.csv'), 'utf8')).toBe('Id,Name\n1,Ane\n');
    expect(readdirSync(folder('Both'))).toEqual(['a.csv']);
    await otherServer.close();
    await other.app.close();
  });

  it.each(['?offset=8', '?size=100', '?offset=0&size=100'])(
    'is refused when it is a part that does not tell of which file: %s',
    async (query) => {
      expect(await put(`Whose/a.csv${query}`, 'Id,Name\n1,Ane\n')).toMatchObject({
        status: 422,
        body: { code: 'FLX_UPLOAD_TRANSFER' },
      });
      expect(existsSync(folder('Whose')) ? readdirSync(folder('Whose')) : []).toEqual([]);
    },
  );

  it('makes room for itself: parts that nobody went on with for a day are removed', async () => {
    mkdirSync(folder('Left'), { recursive: true });
    const parts = ['.old.csv.x1.part', '.new.csv.x1.part'].map((name) => join(folder('Left'), name));
    for (const part of parts) writeFileSync(part, 'Id\n');
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    utimesSync(String(parts[0]), twoDaysAgo, twoDaysAgo);
    await put('Other/a.csv', 'Id\n1\n');
    expect(parts.map((part) => existsSync(part))).toEqual([false, true]);
  });

  it('may be empty', async () => {
    const response = await fetch(`${address}/api/uploads/Empty/a.csv`, { method: 'PUT' });
    expect(response.status).toBe(200);
    expect(readFileSync(join(folder('Empty'), 'a.csv'), 'utf8')).toBe('');
  });

  it('takes the place of the one before, and only its new lines become rows', async () => {
    await put('Later/contacts.csv', 'Id,Name\n1,Ane\n2,Jon\n');
    // A file that changed within the tick of the clock in which it is read is not trusted to be the same later.
    const { ctimeMs } = statSync(join(folder('Later'), 'contacts.csv'));
    await expect.poll(() => Date.now() - ctimeMs, { timeout: 5000 }).toBeGreaterThan(LONGEST_TICK);
    await company.apply({ dataSources: [source('csv', 'Later', 'contacts.csv')] });
    await company.refresh();
    await put('Later/contacts.csv', 'Id,Name\n1,Ane\n2,Jone\n3,Miren\n');
    const job = await company.refresh();
    expect((await company.rows('Later_Contact')).map(({ Name }) => Name)).toEqual(['Ane', 'Jone', 'Miren']);
    const task = job.tasks.find(({ taskId }) => taskId.includes('Later'));
    expect(JSON.stringify(task)).toContain('changedRows');
  });

  it.each([
    ['Safe/..%2F..%2Fsettings.csv', 422],
    ['Safe/.hidden.csv', 422],
    ['Safe/program.exe', 422],
    ['Safe/a%00b.csv', 422],
    ['..%2Fkeys/a.csv', 422],
    ['a.b/a.csv', 422],
  ])('is refused as %s', async (path, status) => {
    expect((await put(path, 'Id\n1\n')).status).toBe(status);
    expect(existsSync(folder('Safe'))).toBe(false);
  });

  it.each(['Large/a.csv', `Large/a.csv?size=${2 ** 21}`, 'Large/a.csv?size=10'])(
    'is refused when it is larger than allowed or told, and leaves nothing: %s',
    async (path) => {
      expect(await put(path, 'x'.repeat(2 ** 20 + 1))).toMatchObject({
        status: 413,
        body: { code: 'FLX_UPLOAD_TOO_LARGE' },
      });
      expect(existsSync(folder('Large')) ? readdirSync(folder('Large')) : []).toEqual([]);
    },
  );
});

describe('who sends files', () => {
  it('is who may make data sources', async () => {
    const served = await serveCompany();
    const statusOf = async (role: 'viewer' | 'contributor' | 'administrator') =>
      (await served[role]('PUT', '/api/uploads/Own/a.csv', 'Id')).status;
    expect(await Promise.all([statusOf('viewer'), statusOf('contributor')])).toEqual([403, 200]);
    const { items } = await served.app.access.audit({ limit: 1 });
    expect(items[0]).toMatchObject({ action: 'upload.put', objectName: 'Own/a.csv' });
    await served.close();
  });
});
