/** Working table of the rows of all contact entities: the columns of `UnifiedContact` and those below. */
export const CONTACT_RECORD_TABLE = 'ContactRecord';

/** Further columns of it: key among the records of all entities, account (a word where there is none), order of its entity. */
export const RECORD = { key: 'RecordId', account: 'Account', position: 'Position' } as const;

/** Working table of whose a record is: `RecordId`, `UnifiedContactId`, `PreviousContactId`. */
export const CONTACT_OWNER_TABLE = 'ContactOwner';
