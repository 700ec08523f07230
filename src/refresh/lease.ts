/** Only the holder of this lease refreshes: one refresh at a time over all processes. */
export const REFRESH_LEASE = 'refresh';
export const REFRESH_LEASE_SECONDS = 30;
