import { defineErrors } from '../base/errors.ts';

/** Warnings about activities: the refresh goes on without what they tell of. */
export const activityError = defineErrors({
  FLX_ACTIVITY_TIME_UNREADABLE: {
    message: "{count} rows of '{entity}' hold no time in '{attribute}', such as '{example}', and are left out.",
    mend: 'Give these rows a time in the data source, or name another attribute as the time of the activity.',
  },
});
