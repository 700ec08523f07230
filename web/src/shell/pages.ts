import { type FluentIcon, HomeRegular } from '@fluentui/react-icons';
import type { MessageKey } from '../i18n/messages.ts';

/** A page that the navigation and the palette lead to. */
export interface PageLink {
  readonly path: string;
  readonly label: MessageKey;
}
/** A line of the navigation: a page, or a group of pages. */
export interface NavigationEntry {
  readonly label: MessageKey;
  readonly icon: FluentIcon;
  readonly path?: string;
  readonly children?: readonly PageLink[];
}

/** The navigation, from top to bottom. */
export const navigation: readonly NavigationEntry[] = [{ label: 'nav.home', icon: HomeRegular, path: '/' }];

/** Every page of the navigation, flat. */
export const pages: readonly PageLink[] = navigation.flatMap(({ label, path, children }) => [
  ...(path ? [{ label, path }] : []),
  ...(children ?? []),
]);
