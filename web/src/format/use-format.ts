import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../i18n/locale.ts';
import { createFormat, type Format } from './format.ts';

const TimeZoneContext = createContext('UTC');

/** Sets the time zone in which everything inside is shown. */
export const TimeZoneProvider = TimeZoneContext.Provider;

/** Formatters of the chosen language in the time zone of the server's schedule. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = useContext(TimeZoneContext);
  return useMemo(() => createFormat(localeOf(i18n.language), timeZone), [i18n.language, timeZone]);
}
