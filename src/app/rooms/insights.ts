import type { ContactView, CustomerView, MergeChange, TimelineEntry, TimelineFilter } from '../view/customer.ts';
import type { EntityRow } from '../view/entity.ts';
import type {
  LearnedWeights,
  MatchDecision,
  MatchExplanation,
  MatchLabels,
  MatchReview,
  MatchThresholds,
  RecordPair,
} from '../view/matching.ts';
import type { Page, PageRequest } from '../view/page.ts';
import type { ContactPreview, MeasurePreview, SegmentPreview, UnificationPreview } from '../view/preview.ts';
import type { MeasurePointView, MembershipChangeView, SegmentOverlap, SegmentPointView } from '../view/trend.ts';

/** Definitions tried on the published data before they are kept. @throws FLX_NO_SNAPSHOT before the first refresh */
export interface AppPreviews {
  segment(definition: Readonly<Record<string, unknown>>): Promise<SegmentPreview>;
  measure(definition: Readonly<Record<string, unknown>>): Promise<MeasurePreview>;
  unification(definition: Readonly<Record<string, unknown>>): Promise<UnificationPreview>;
  audience(definition: Readonly<Record<string, unknown>>): Promise<ContactPreview>;
}

/** Unified customers, one by one. */
export interface AppCustomers {
  /** @throws FLX_CUSTOMER_UNKNOWN */
  get(customerId: string): Promise<CustomerView>;
  /** A contact at a business account. @throws FLX_CONTACT_UNKNOWN */
  contact(contactId: string): Promise<ContactView>;
  /** What the customer did, newest first. @throws FLX_CUSTOMER_UNKNOWN */
  timeline(customerId: string, filter: TimelineFilter, page: PageRequest): Promise<Page<TimelineEntry>>;
  /** When records came to it and left it, newest first, as far back as snapshots are kept. */
  history(customerId: string): Promise<readonly MergeChange[]>;
}

/** Kept sizes of segments and values of measures, oldest first. */
export interface AppTrends {
  segment(name: string, request: TrendRequest): Promise<readonly SegmentPointView[]>;
  measure(
    name: string,
    request: TrendRequest & {
      readonly calculation?: string | undefined;
      readonly row?: Readonly<Record<string, string>> | undefined;
    },
  ): Promise<readonly MeasurePointView[]>;
  /** Members of a segment in the published data, by their key or in the order of one of their attributes. */
  members(segment: string, page: PageRequest): Promise<Page<EntityRow>>;
  /** Who entered and left a segment in one refresh, in the order of `change` or of an attribute. */
  changes(segment: string, refreshId: string, page: PageRequest): Promise<Page<MembershipChangeView>>;
  /** How many members a segment shares with each other one, in the published data. */
  overlap(segment: string): Promise<SegmentOverlap>;
}

/** How far back a trend goes. */
export interface TrendRequest {
  /** Most points, the newest. Default 1000. */
  readonly limit?: number | undefined;
  /** Only points at or after this moment, ISO 8601. */
  readonly since?: string | undefined;
}

/** Whose records are explained and corrected; customers' by default. */
type MatchedOf = MatchDecision['of'];

/** Explaining and correcting who is who. */
export interface AppMatching {
  /** Why two source records are, or are not, one customer or contact. */
  explain(pair: RecordPair, of?: MatchedOf): Promise<MatchExplanation>;
  /** Whose a source record is: CustomerId, of contacts UnifiedContactId; null where nobody's. */
  ownerOf(record: RecordPair['left'], of?: MatchedOf): Promise<string | null>;
  /** Pairs closest to the threshold, or nearly matched by a rule, closest first. */
  review(limit: number, of?: MatchedOf): Promise<MatchReview>;
  /** Puts two records on the always or never match list, or takes them off; it counts from the next refresh on. */
  decide(decision: MatchDecision, changedBy: string): Promise<void>;
  /** Precision and recall by threshold, on labelled pairs. */
  thresholds(labels: MatchLabels): Promise<MatchThresholds>;
  /** Since when the published weights hold, and of how many records. */
  weights(): Promise<LearnedWeights>;
}
