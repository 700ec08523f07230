import type { DeliveryDetail, DeliveryFilter, DeliveryView, ReplayInput, ReplayView } from '../view/delivery.ts';
import type { Page, PageRequest } from '../view/page.ts';
import type {
  CreatedSubscriptionView,
  RotationInput,
  RotationView,
  SubscriptionInput,
  SubscriptionView,
  TestDeliveryView,
} from '../view/subscription.ts';
import type { BacktestRequest, BacktestView, EvaluationView, TestFiringView, WatcherView } from '../view/watcher.ts';

/** Watchers of the six triggers. */
export interface AppTriggers {
  list(): Promise<readonly WatcherView[]>;
  get(watcherId: string): Promise<WatcherView>;
  /** Newest first. */
  evaluations(
    watcherId: string,
    page: PageRequest & { readonly decision?: string | undefined },
  ): Promise<Page<EvaluationView>>;
  /** Sends an occurrence marked as a test to the watcher's receivers. */
  test(watcherId: string): Promise<TestFiringView>;
  backtest(request: BacktestRequest): Promise<BacktestView>;
}

/** Receivers outside that are told when a trigger fires. `actor` is who asks, for the audit log. */
export interface AppSubscriptions {
  /** Newest first. */
  list(
    filter: { readonly state?: SubscriptionView['state'] | undefined },
    page: PageRequest,
  ): Promise<Page<SubscriptionView>>;
  get(subscriptionId: string): Promise<SubscriptionView>;
  /** The secret is shown only now. */
  add(input: SubscriptionInput, actor: string): Promise<CreatedSubscriptionView>;
  end(subscriptionId: string, actor: string): Promise<void>;
  pause(subscriptionId: string, actor: string): Promise<SubscriptionView>;
  resume(subscriptionId: string, missed: 'all' | 'latest' | 'none', actor: string): Promise<SubscriptionView>;
  rotate(subscriptionId: string, input: RotationInput, actor: string): Promise<RotationView>;
  /** Sends an occurrence marked as a test. */
  test(subscriptionId: string): Promise<TestDeliveryView>;
}

/** What is on its way to flows and receivers, what arrived, and what was given up. */
export interface AppDeliveries {
  /** Newest first. */
  list(filter: DeliveryFilter, page: PageRequest): Promise<Page<DeliveryView>>;
  get(deliveryId: string): Promise<DeliveryDetail>;
  /** Sends deliveries once more, under the same ids. */
  replay(input: ReplayInput): Promise<ReplayView>;
  replayOne(deliveryId: string): Promise<ReplayView>;
}
