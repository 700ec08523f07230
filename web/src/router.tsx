import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readDesignerSearch } from './pages/flows/designer/designer-search.ts';
import { readRunSearch } from './pages/flows/run-search.ts';
import { PageSkeleton } from './parts/page-skeleton.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PageCrashed } from './shell/page-crashed.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageCrashed });
const getParentRoute = () => root;

/** Every page, loaded when it is first opened. */
const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/data/entities',
    component: lazyRouteComponent(() => import('./pages/entities/entities-page.tsx'), 'EntitiesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/data/entities/$name',
    component: lazyRouteComponent(() => import('./pages/entities/entity-page.tsx'), 'EntityPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/data/refreshes',
    component: lazyRouteComponent(() => import('./pages/refreshes/refreshes-page.tsx'), 'RefreshesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/data/refreshes/$id',
    component: lazyRouteComponent(() => import('./pages/refreshes/refresh-page.tsx'), 'RefreshPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/segments',
    component: lazyRouteComponent(() => import('./pages/thresholds/segments-page.tsx'), 'SegmentsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/segments/$name',
    component: lazyRouteComponent(() => import('./pages/thresholds/segment-page.tsx'), 'SegmentPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/measures',
    component: lazyRouteComponent(() => import('./pages/thresholds/measures-page.tsx'), 'MeasuresPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/measures/$name',
    component: lazyRouteComponent(() => import('./pages/thresholds/measure-page.tsx'), 'MeasurePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/triggers',
    component: lazyRouteComponent(() => import('./pages/triggers/triggers-page.tsx'), 'TriggersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/triggers/$id',
    component: lazyRouteComponent(() => import('./pages/triggers/watcher-page.tsx'), 'WatcherPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows',
    component: lazyRouteComponent(() => import('./pages/flows/flows-page.tsx'), 'FlowsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows/runs',
    validateSearch: readRunSearch,
    component: lazyRouteComponent(() => import('./pages/flows/runs-page.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows/runs/$id',
    component: lazyRouteComponent(() => import('./pages/flows/run-page.tsx'), 'RunPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/flows/$name/edit',
    validateSearch: readDesignerSearch,
    component: lazyRouteComponent(() => import('./pages/flows/designer/designer-page.tsx'), 'DesignerPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/definitions/$kind/$name',
    component: lazyRouteComponent(() => import('./pages/definition/definition-page.tsx'), 'DefinitionPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/admin/system',
    component: lazyRouteComponent(() => import('./pages/system/system-page.tsx'), 'SystemPage'),
  }),
] as const;

/** Every address of the application. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
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
