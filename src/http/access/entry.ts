import { timingSafeEqual } from 'node:crypto';
import Type from 'typebox';
import type { AppAccess } from '../../app/access/access.ts';
import { httpError } from '../catalogue.ts';
import type { Server } from '../schema.ts';
import { setSessionCookie } from './cookie.ts';
import { isSecure, type OriginReader } from './origin.ts';

/** An address that signs in whoever has it: for the demo, on this machine and on throw-away data. */
export interface Entry {
  readonly token: string;
  readonly accountId: string;
}

/** Path of an entry. */
export function entryPath({ token }: Entry): string {
  return `/enter/${token}`;
}

/** Signs in who opens the entry's address, and goes on to the first page. */
export function addEntryRoute(
  server: Server,
  entry: Entry,
  { access, originOf }: { readonly access: AppAccess; readonly originOf: OriginReader },
): void {
  server.get(
    '/enter/:token',
    { config: { access: 'everybody' }, schema: { params: Type.Object({ token: Type.String({ maxLength: 200 }) }) } },
    async (request, reply) => {
      const given = Buffer.from(request.params.token);
      const expected = Buffer.from(entry.token);
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw httpError('FLX_HTTP_NO_ROUTE', { method: 'GET', path: '/enter/…' });
      const signedIn = await access.signInAs(entry.accountId, request.headers['user-agent'] ?? '');
      setSessionCookie(reply, signedIn, isSecure(originOf(request)));
      return reply.header('cache-control', 'no-store').redirect('/', 303);
    },
  );
}
