import { GlobeRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages, nameOfLanguage } from '../i18n/index.ts';
import { ChoiceMenu } from './choice-menu.tsx';

/** Chooses the language of the page. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  return (
    <ChoiceMenu
      label={`${t('app.language')}: ${nameOfLanguage(i18n.language)}`}
      icon={<GlobeRegular />}
      value={i18n.language}
      choices={languages.map((tag) => ({ value: tag, label: nameOfLanguage(tag), lang: tag }))}
      onChoose={(tag) => void chooseLanguage(tag)}
    >
      {i18n.language.toUpperCase()}
    </ChoiceMenu>
  );
}
