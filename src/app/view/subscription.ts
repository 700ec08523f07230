import Type from 'typebox';
import { DisplayName, oneOf, strict } from '../../model/name.ts';
import { TRIGGER_KINDS } from '../../model/trigger.ts';
import { MESSAGE_FORMATS, SUBSCRIPTION_ORDERS } from '../../store/webhook-subscriptions.ts';
import { sortOf } from './page.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const TriggerKind = oneOf(TRIGGER_KINDS, 'One of the six triggers.');
const Format = oneOf(
  MESSAGE_FORMATS,
  'payload: the payload alone. cloudEvents: a CloudEvent around it. cloudEventsBinary: the attributes in ce- headers.',
);
const Secret = Type.String({
  maxLength: 200,
  description: 'whsec_ and 24 to 64 bytes in base64. Shown once; left out, one is made.',
});
const Rate = Type.Integer({ minimum: 1, maximum: 60_000, description: 'Most deliveries in a minute.' });

/** Order of a list of subscriptions. */
export const SubscriptionSort = sortOf(SUBSCRIPTION_ORDERS);

/** A receiver outside that is told when a trigger fires. */
export const SubscriptionView = Type.Object({
  subscriptionId: Type.String({ description: 'Also the id of its watcher.' }),
  displayName: Type.String(),
  trigger: TriggerKind,
  parameters: Type.Record(Type.String(), Type.Unknown()),
  owner: Type.String({ description: 'Who asked for it.' }),
  host: Type.String({ description: 'Host of the receiver; the rest of its address is a secret.' }),
  format: Format,
  isOrdered: Type.Boolean({ description: 'Deliveries keep the order of what happened.' }),
  ratePerMinute: Type.Optional(Rate),
  state: oneOf(['active', 'paused', 'ended'], 'Whether deliveries go out.'),
  stateReason: Type.Optional(Type.String({ description: 'Why it ended.' })),
  stateChangedAt: Moment,
  heldUntil: Type.Optional(Type.String({ description: 'The receiver asked for silence until then, ISO 8601.' })),
  createdAt: Moment,
  counts: Type.Object({
    waiting: Type.Integer({ description: 'Deliveries that may still arrive.' }),
    delivered: Type.Integer(),
    dead: Type.Integer({ description: 'Deliveries given up; they can be replayed.' }),
    dropped: Type.Integer({ description: 'Deliveries left out when it was resumed.' }),
  }),
});
export type SubscriptionView = Plain<typeof SubscriptionView>;

/** What makes a subscription. */
export const SubscriptionInput = Type.Object(
  {
    displayName: DisplayName,
    trigger: TriggerKind,
    parameters: Type.Record(Type.String(), Type.Unknown(), { description: 'Checked against the trigger.' }),
    url: Type.String({ minLength: 8, maxLength: 16_384, description: 'Address of the receiver; kept encrypted.' }),
    format: Type.Optional(Format),
    isOrdered: Type.Optional(Type.Boolean({ description: 'Default false.' })),
    ratePerMinute: Type.Optional(Rate),
    secret: Type.Optional(Secret),
  },
  strict,
);
export type SubscriptionInput = Plain<typeof SubscriptionInput>;

/** A new subscription with its signing secret. */
export const CreatedSubscriptionView = Type.Object({ subscription: SubscriptionView, secret: Secret });
export type CreatedSubscriptionView = Plain<typeof CreatedSubscriptionView>;

/** What becomes of the deliveries that a pause kept back. */
export const ResumeInput = Type.Object(
  {
    missed: oneOf(
      ['all', 'latest', 'none'],
      'all: deliver what was missed. latest: only the newest of each series. none: drop it.',
    ),
  },
  strict,
);

/** A new signing secret is wanted. */
export const RotationInput = Type.Object(
  {
    overlapHours: Type.Optional(
      Type.Number({ minimum: 0, maximum: 720, description: 'How long the old secret is signed with too. Default 24.' }),
    ),
    secret: Type.Optional(Secret),
  },
  strict,
);
export type RotationInput = Plain<typeof RotationInput>;

/** The new secret, and until when messages carry a signature of the old one too. */
export const RotationView = Type.Object({ secret: Secret, oldUntil: Moment });
export type RotationView = Plain<typeof RotationView>;

/** What a test sent: follow the delivery to see the answer. */
export const TestDeliveryView = Type.Object({ eventId: Type.String(), deliveryId: Type.String() });
export type TestDeliveryView = Plain<typeof TestDeliveryView>;
