import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { refusePart } from './api/reachable.ts';
import { loadAllTexts } from './i18n/index.ts';
import { readDesignerSearch } from './pages/flows/designer/designer-search.ts';
import { readRunSearch, readRunViewSearch } from './pages/flows/run-search.ts';
import { PageSkeleton } from './parts/page-skeleton.tsx';
import type { Role } from './session/roles.ts';
import { NotFoundPage } from './shell/not-found.tsx';
import { PageCrashed } from './shell/page-crashed.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: PageCrashed });
const getParentRoute = () => root;

/** A page at an address, loaded when it is first opened; with a role it opens only for who has the rights of that. */
function page<const Path extends string, Module extends Record<string, unknown>, Name extends keyof Module & string>(
  path: Path,
  load: () => Promise<Module>,
  name: Name,
  who?: Role,
) {
  return createRoute({ getParentRoute, path, component: lazyPage(load, name) as never, staticData: { who } });
}

/** A page that is loaded with its texts; those of the first page are there already. */
function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  const loadBoth = async () => {
    const [module] = await Promise.all([load(), name === 'HomePage' ? undefined : loadAllTexts()]).catch(refusePart);
    return module;
  };
  return lazyRouteComponent(loadBoth as never, name as never);
}

const sources = () => import('./pages/sources/source-wizard.tsx');

const segments = () => import('./pages/segments/segment-builder.tsx');
const measures = () => import('./pages/measures/measure-builder.tsx');
const triggers = () => import('./pages/triggers/trigger-form.tsx');

/** Every page. */
const routes = [
  page('/', () => import('./pages/home/home-page.tsx'), 'HomePage'),
  page('/data/sources', () => import('./pages/sources/sources-page.tsx'), 'SourcesPage'),
  page('/data/sources/new', sources, 'NewSourcePage', 'contributor'),
  page('/data/sources/$name', () => import('./pages/sources/source-page.tsx'), 'SourcePage'),
  page('/data/sources/$name/edit', sources, 'EditSourcePage', 'contributor'),
  page('/data/entities', () => import('./pages/entities/entities-page.tsx'), 'EntitiesPage'),
  page('/data/entities/$name', () => import('./pages/entities/entity-page.tsx'), 'EntityPage'),
  page('/data/relationships', () => import('./pages/relationships/relationships-page.tsx'), 'RelationshipsPage'),
  page('/data/activities', () => import('./pages/activities/activities-page.tsx'), 'ActivitiesPage'),
  page('/data/refreshes', () => import('./pages/refreshes/refreshes-page.tsx'), 'RefreshesPage'),
  page('/data/refreshes/$id', () => import('./pages/refreshes/refresh-page.tsx'), 'RefreshPage'),
  page('/unify', () => import('./pages/unify/unify-page.tsx'), 'UnifyPage'),
  page('/unify/edit', () => import('./pages/unify/unify-wizard.tsx'), 'UnifyWizardPage', 'contributor'),
  page('/unify/audience', () => import('./pages/audience/audience-page.tsx'), 'AudiencePage'),
  page('/unify/pairs', () => import('./pages/unify/pairs-page.tsx'), 'PairsPage'),
  page('/unify/thresholds', () => import('./pages/unify/thresholds-page.tsx'), 'ThresholdsPage'),
  page('/customers', () => import('./pages/customers/customers-page.tsx'), 'CustomersPage'),
  page('/customers/$id', () => import('./pages/customers/customer-page.tsx'), 'CustomerPage'),
  page('/contacts/$id', () => import('./pages/customers/contact-page.tsx'), 'ContactPage'),
  page('/segments', () => import('./pages/segments/segments-page.tsx'), 'SegmentsPage'),
  page('/segments/new', segments, 'NewSegmentPage', 'contributor'),
  page('/segments/$name', () => import('./pages/segments/segment-page.tsx'), 'SegmentPage'),
  page('/segments/$name/edit', segments, 'EditSegmentPage', 'contributor'),
  page('/measures', () => import('./pages/measures/measures-page.tsx'), 'MeasuresPage'),
  page('/measures/new', measures, 'NewMeasurePage', 'contributor'),
  page('/measures/$name', () => import('./pages/measures/measure-page.tsx'), 'MeasurePage'),
  page('/measures/$name/edit', measures, 'EditMeasurePage', 'contributor'),
  page('/triggers', () => import('./pages/triggers/triggers-page.tsx'), 'TriggersPage'),
  page('/triggers/new', triggers, 'NewTriggerPage', 'contributor'),
  page('/triggers/definitions/$name', triggers, 'EditTriggerPage', 'contributor'),
  page('/triggers/$id', () => import('./pages/triggers/watcher-page.tsx'), 'WatcherPage'),
  page('/flows', () => import('./pages/flows/flows-page.tsx'), 'FlowsPage'),
  createRoute({
    getParentRoute,
    path: '/flows/runs',
    validateSearch: readRunSearch,
    component: lazyPage(() => import('./pages/flows/runs-page.tsx'), 'RunsPage') as never,
  }),
  createRoute({
    getParentRoute,
    path: '/flows/runs/$id',
    validateSearch: readRunViewSearch,
    component: lazyPage(() => import('./pages/flows/run-page.tsx'), 'RunPage') as never,
  }),
  createRoute({
    getParentRoute,
    path: '/flows/$name/edit',
    validateSearch: readDesignerSearch,
    component: lazyPage(() => import('./pages/flows/designer/designer-page.tsx'), 'DesignerPage') as never,
  }),
  page('/flows/$name', () => import('./pages/flows/flow-page.tsx'), 'FlowPage'),
  page('/definitions/$kind/$name', () => import('./pages/definition/definition-page.tsx'), 'DefinitionPage'),
  page('/flows/new', () => import('./pages/flows/new-flow-page.tsx'), 'NewFlowPage', 'contributor'),
  page('/admin/exports', () => import('./pages/exports/exports-page.tsx'), 'ExportsPage'),
  page(
    '/admin/exports/power-automate',
    () => import('./pages/exports/power-automate-page.tsx'),
    'PowerAutomatePage',
    'contributor',
  ),
  page('/admin/permissions', () => import('./pages/admin/permissions-page.tsx'), 'PermissionsPage', 'administrator'),
  page('/admin/keys', () => import('./pages/admin/keys-page.tsx'), 'KeysPage', 'contributor'),
  page('/admin/oauth-clients', () => import('./pages/admin/oauth-page.tsx'), 'OAuthPage', 'administrator'),
  page(
    '/admin/sign-in',
    () => import('./pages/admin/sign-in-settings-page.tsx'),
    'SignInSettingsPage',
    'administrator',
  ),
  page(
    '/admin/notifications',
    () => import('./pages/admin/notifications-page.tsx'),
    'NotificationsPage',
    'administrator',
  ),
  page('/admin/audit', () => import('./pages/admin/audit-page.tsx'), 'AuditPage', 'administrator'),
  page(
    '/admin/configuration',
    () => import('./pages/admin/configuration-page.tsx'),
    'ConfigurationPage',
    'administrator',
  ),
  page('/account', () => import('./pages/account/account-page.tsx'), 'AccountPage'),
  page('/help', () => import('./pages/help/help-page.tsx'), 'HelpPage'),
  page('/help/$topic', () => import('./pages/help/help-page.tsx'), 'HelpTopicPage'),
  page('/__ui', () => import('./pages/ui/ui-page.tsx'), 'UiPage'),
  page('/sign-in', () => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
  page('/welcome', () => import('./pages/sign-in/welcome-page.tsx'), 'WelcomePage'),
  page('/admin/system', () => import('./pages/system/system-page.tsx'), 'SystemPage'),
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
  interface StaticDataRouteOption {
    /** Role whose rights the page asks for; left out for a viewer. */
    readonly who?: Role | undefined;
  }
}
