import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { TriggerKindName } from '../../model/trigger.ts';
import type { Store } from '../../store/store.ts';
import type { Instance } from '../../triggers/envelope.ts';
import type { Insights } from '../insights/insights.ts';

/** A webhook that is asked for. */
export interface WebhookRequest {
  readonly name: string;
  readonly ownerName: string;
  readonly trigger: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Address to call: an opaque secret. */
  readonly url: string;
}

/** Who keeps webhooks and delivers to them. */
export interface Webhooks {
  /** Gives the id of the subscription. */
  add(request: WebhookRequest): Promise<string>;
  /** `by` says who ended it. */
  end(subscriptionId: string, by: string): Promise<void>;
}

/** What the connector works with. */
export interface ConnectorOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly instance: Instance;
  readonly insights: Insights;
  readonly webhooks: Webhooks;
  /** Calls of one connection in 60 seconds. */
  readonly callsPerMinute: number;
}
