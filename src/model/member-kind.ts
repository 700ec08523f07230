import type { Segment } from './segment.ts';
import { type SYSTEM_COLUMNS, TABLES } from './tables.ts';
import type { MEMBERS } from './vocabulary.ts';

/** Who the members of a segment are: their entity, and the tables that tell of them. */
export interface MemberKind {
  readonly entity: string;
  /** Attribute that names a member, in its entity and in the tables below. */
  readonly key: string;
  /** Attribute of the entity that lists the ids of those merged into a member, separated by semicolons. */
  readonly previousKeys: string;
  /** Members of all segments: `SegmentName` and the key. */
  readonly membership: keyof typeof SYSTEM_COLUMNS;
  /** Who entered and left since the last published refresh: `SegmentName`, the key and `Change`. */
  readonly change: string;
}

export const MEMBER_KINDS: Readonly<Record<(typeof MEMBERS)[number], MemberKind>> = {
  customers: {
    entity: TABLES.customer,
    key: 'CustomerId',
    previousKeys: 'PreviousCustomerId',
    membership: TABLES.segmentMembership,
    change: TABLES.segmentChange,
  },
  contacts: {
    entity: TABLES.unifiedContact,
    key: 'UnifiedContactId',
    previousKeys: 'PreviousContactId',
    membership: TABLES.contactMembership,
    change: TABLES.contactChange,
  },
};

/** Who the members of a segment are. */
export function memberKindOf({ of: members = 'customers' }: Pick<Segment, 'of'>): MemberKind {
  return MEMBER_KINDS[members];
}

/** The kinds that segments of a workspace have. */
export function memberKindsOf(segments: readonly Segment[]): readonly MemberKind[] {
  return [...new Set(segments.map(memberKindOf))];
}
