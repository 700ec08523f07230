import { SessionView } from '../../app/view/access.ts';
import type { Server } from '../schema.ts';

/** Where nobody has to sign in, pages are told so. */
export function addOpenSessionRoute(server: Server): void {
  server.get(
    '/api/session',
    {
      config: {
        about: { tag: 'Sign-in', summary: 'Whether and as whom one is signed in, and how one can be' },
        access: 'everybody',
      },
      schema: { response: { 200: SessionView } },
    },
    () => ({
      isSignedIn: true,
      isRequired: false,
      isSetUp: true,
      role: 'administrator' as const,
      methods: { password: false },
    }),
  );
}
