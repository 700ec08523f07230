import {
  AlertRegular,
  BookOpenRegular,
  DatabaseRegular,
  DataTrendingRegular,
  FlowRegular,
  type FluentIcon,
  HomeRegular,
  MergeRegular,
  PeopleRegular,
  PeopleTeamRegular,
  SettingsRegular,
} from '@fluentui/react-icons';
import type { MessageKey } from '../i18n/messages.ts';
import type { Role } from '../session/roles.ts';

/** A page that the navigation and the palette lead to. */
export interface PageLink {
  readonly path: string;
  readonly label: MessageKey;
  /** Who may open it; default anybody who is signed in. */
  readonly role?: Role;
}
/** A line of the navigation: a page, or a group of pages. */
export interface NavigationEntry {
  readonly label: MessageKey;
  readonly icon: FluentIcon;
  readonly path?: string;
  readonly children?: readonly PageLink[];
}

/** The navigation, from top to bottom. */
export const navigation: readonly NavigationEntry[] = [
  { label: 'nav.home', icon: HomeRegular, path: '/' },
  {
    label: 'nav.data',
    icon: DatabaseRegular,
    children: [
      { label: 'nav.sources', path: '/data/sources' },
      { label: 'nav.entities', path: '/data/entities' },
      { label: 'nav.relationships', path: '/data/relationships' },
      { label: 'nav.activities', path: '/data/activities' },
      { label: 'nav.refreshes', path: '/data/refreshes' },
    ],
  },
  { label: 'nav.unify', icon: MergeRegular, path: '/unify' },
  { label: 'nav.customers', icon: PeopleRegular, path: '/customers' },
  { label: 'nav.segments', icon: PeopleTeamRegular, path: '/segments' },
  { label: 'nav.measures', icon: DataTrendingRegular, path: '/measures' },
  { label: 'nav.triggers', icon: AlertRegular, path: '/triggers' },
  { label: 'nav.flows', icon: FlowRegular, path: '/flows', children: [{ label: 'nav.runs', path: '/flows/runs' }] },
  {
    label: 'nav.admin',
    icon: SettingsRegular,
    children: [
      { label: 'nav.system', path: '/admin/system' },
      { label: 'nav.exports', path: '/admin/exports' },
      { label: 'nav.permissions', path: '/admin/permissions', role: 'administrator' },
      { label: 'nav.keys', path: '/admin/keys', role: 'contributor' },
      { label: 'nav.oauth', path: '/admin/oauth-clients', role: 'administrator' },
      { label: 'nav.signIn', path: '/admin/sign-in', role: 'administrator' },
      { label: 'nav.notifications', path: '/admin/notifications', role: 'administrator' },
      { label: 'nav.audit', path: '/admin/audit', role: 'administrator' },
      { label: 'nav.configuration', path: '/admin/configuration', role: 'administrator' },
    ],
  },
  { label: 'nav.help', icon: BookOpenRegular, path: '/help' },
];

/** Every page of the navigation, flat. */
export const pages: readonly PageLink[] = navigation.flatMap(({ label, path, children }) => [
  ...(path ? [{ label, path }] : []),
  ...(children ?? []),
]);
