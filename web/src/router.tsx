import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { PageSkeleton } from './parts/page-skeleton.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PageCrashed } from './shell/page-crashed.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageCrashed });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
});

/** Every address of the application. */
export const router = createRouter({
  routeTree: root.addChildren([home]),
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageCrashed,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
