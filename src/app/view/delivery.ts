import Type from 'typebox';
import { oneOf, strict } from '../../model/name.ts';
import { TRIGGER_KINDS } from '../../model/trigger.ts';
import { DELIVERY_ORDERS, DELIVERY_STATUSES } from '../../store/deliveries.ts';
import { sortOf } from './page.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const Status = oneOf(
  DELIVERY_STATUSES,
  'pending: waits for an attempt. leased: under way. delivered. dead: given up. cancelled: nobody wants it any more. dropped: left out when its subscription was resumed.',
);

/** One occurrence on its way to one target. */
export const DeliveryView = Type.Object({
  deliveryId: Type.String(),
  eventId: Type.String({ description: 'Same for every attempt; also the webhook-id.' }),
  watcherId: Type.String({ description: 'Watcher that fired; the id of the subscription where there is one.' }),
  trigger: oneOf(TRIGGER_KINDS, 'What fired.'),
  target: Type.Object({ kind: Type.String({ description: 'flow or webhook.' }), key: Type.String() }),
  status: Status,
  isTest: Type.Boolean(),
  attempts: Type.Integer({ description: 'Attempts since it was last sent out.' }),
  createdAt: Moment,
  nextAttemptAt: Type.Optional(Moment),
  deliveredAt: Type.Optional(Moment),
  lastError: Type.Optional(Type.String()),
});
export type DeliveryView = Plain<typeof DeliveryView>;

/** One attempt: what went out and what came back, secrets masked, bodies cut. */
export const AttemptView = Type.Object({
  attempt: Type.Integer(),
  startedAt: Moment,
  seconds: Type.Number(),
  request: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Method, host, headers, size.' })),
  answer: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Status, headers, body.' })),
  error: Type.Optional(Type.String()),
});

/** A delivery with what it carries and all its attempts, oldest first. */
export const DeliveryDetail = Type.Object({
  delivery: DeliveryView,
  payload: Type.Unknown({ description: 'What the receiver gets.' }),
  attempts: Type.Array(AttemptView),
});
export type DeliveryDetail = Plain<typeof DeliveryDetail>;

/** Which deliveries are sent once more; at least one of the first three. */
export const ReplayInput = Type.Object(
  {
    deliveryIds: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 1000 })),
    watcherId: Type.Optional(Type.String({ maxLength: 200, description: 'All of one subscription or flow.' })),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'Created at or after.' })),
    until: Type.Optional(Type.String({ format: 'date-time', description: 'Created before.' })),
    statuses: Type.Optional(
      Type.Array(oneOf(['dead', 'dropped', 'delivered'], 'Status.'), { minItems: 1, description: 'Default: dead.' }),
    ),
  },
  strict,
);
export type ReplayInput = Plain<typeof ReplayInput>;

export const ReplayView = Type.Object({ replayed: Type.Integer({ description: 'Deliveries that go out again.' }) });
export type ReplayView = Plain<typeof ReplayView>;

/** Order of a list of deliveries. */
export const DeliverySort = sortOf(DELIVERY_ORDERS);

/** Which deliveries a list shows. */
export interface DeliveryFilter {
  readonly watcherId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly status?: DeliveryView['status'] | undefined;
  readonly targetKind?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
