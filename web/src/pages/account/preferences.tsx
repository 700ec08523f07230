import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseTimeZone, useOwnTimeZone } from '../../format/own-time-zone.ts';
import { chooseLanguage, languages, nameLanguages } from '../../i18n/index.ts';
import { ChoiceField, FieldGrid } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { chooseScheme, SCHEME_CHOICES, type SchemeChoice, useScheme } from '../../theme/scheme.ts';

/** Language, theme and time zone of this browser. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { choice } = useScheme();
  const zone = useOwnTimeZone();
  const [names, setNames] = useState<ReadonlyMap<string, string>>();
  useEffect(() => {
    void nameLanguages().then(setNames);
  }, []);
  return (
    <Panel title={t('account.preferences')} lead={t('account.preferencesLead')}>
      <FieldGrid>
        <ChoiceField
          label={t('app.language')}
          value={i18n.language}
          options={languages.map((tag) => ({ value: tag, label: names?.get(tag) ?? tag }))}
          onChange={(tag) => void chooseLanguage(tag as (typeof languages)[number])}
        />
        <ChoiceField
          label={t('app.theme')}
          value={choice}
          options={SCHEME_CHOICES.map((scheme) => ({ value: scheme, label: t(`app.theme.${scheme}`) }))}
          onChange={(scheme) => chooseScheme(scheme as SchemeChoice)}
        />
        <ChoiceField
          label={t('system.timeZone')}
          value={zone ?? ''}
          none={t('account.zoneOfServer')}
          options={['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({ value, label: value }))}
          onChange={(value) => chooseTimeZone(value === '' ? undefined : value)}
        />
      </FieldGrid>
    </Panel>
  );
}
