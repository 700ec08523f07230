import { GlobeRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages, nameLanguages } from '../i18n/index.ts';
import { ChoiceMenu } from './choice-menu.tsx';

/** Chooses the language of the page. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const [names, setNames] = useState<ReadonlyMap<string, string>>();
  useEffect(() => {
    void nameLanguages().then(setNames);
  }, []);
  return (
    <ChoiceMenu
      label={`${t('app.language')}: ${t('app.languageName')}`}
      icon={<GlobeRegular />}
      value={i18n.language}
      choices={languages.map((tag) => ({ value: tag, label: names?.get(tag) ?? tag, lang: tag }))}
      onChoose={(tag) => void chooseLanguage(tag)}
    >
      {i18n.language.toUpperCase()}
    </ChoiceMenu>
  );
}
