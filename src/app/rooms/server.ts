import type { BellView, NotificationSettings, NotificationsView } from '../view/notifications.ts';
import type { UsageView } from '../view/system.ts';

/** How often the server is called. */
export interface AppUsage {
  /** Counts a call that was answered; costs no more than a place in memory. */
  count(call: { readonly kind: 'connector' | 'api'; readonly operation: string; readonly client: string }): void;
  /** Calls of the last days in UTC, today included. */
  read(days: number): Promise<UsageView>;
}

/** Who is told by mail of what fails for good. `actor` is who asks, for the audit log. */
export interface AppNotifications {
  /** What fails or drifts, for the bell of the pages. */
  readonly bell: {
    read(accountId: string): Promise<BellView>;
    /** Everything up to a moment (ISO 8601 in UTC; default now) counts as read by the account. */
    markRead(accountId: string, until?: string): Promise<void>;
  };
  get(): Promise<NotificationsView>;
  /** @throws FLX_NOTIFICATIONS_INCOMPLETE, FLX_FLOW_CONNECTION */
  put(settings: NotificationSettings, actor: string): Promise<void>;
  /** Sends a mail by these settings, whether they are kept or not. @throws FLX_NOTIFICATIONS_INCOMPLETE, FLX_MAIL_REFUSED, … */
  test(settings: NotificationSettings): Promise<void>;
  /** Looks now rather than in a minute; gives how many failures were told. */
  look(): Promise<number>;
}
