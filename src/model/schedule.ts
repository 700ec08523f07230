import Type from 'typebox';
import { oneOf, strict } from './name.ts';

export const WEEK_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** When full refreshes start by themselves. Off until `isActive` is true. */
export const Schedule = Type.Object(
  {
    isActive: Type.Optional(Type.Boolean({ description: 'Default false.' })),
    timeZone: Type.Optional(Type.String({ description: 'IANA name such as Europe/Madrid. Default UTC.' })),
    days: Type.Optional(
      Type.Array(oneOf(WEEK_DAYS, 'Day of the week.'), { minItems: 1, maxItems: 7, description: 'Default every day.' }),
    ),
    times: Type.Optional(
      Type.Array(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }), {
        minItems: 1,
        maxItems: 48,
        description: 'Times of the day, HH:mm.',
      }),
    ),
    cron: Type.Optional(Type.String({ maxLength: 120, description: 'Cron expression instead of days and times.' })),
  },
  { ...strict, $id: 'schedule', description: 'When full refreshes start by themselves.' },
);
export type Schedule = Type.Static<typeof Schedule>;
