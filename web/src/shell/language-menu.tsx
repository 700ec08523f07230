import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { GlobeRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages, nameOfLanguage } from '../i18n/index.ts';

/** Chooses the language of the page. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  return (
    <Menu checkedValues={{ language: [i18n.language] }} positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<GlobeRegular />}
          aria-label={`${t('app.language')}: ${nameOfLanguage(i18n.language)}`}
        >
          {i18n.language.toUpperCase()}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {languages.map((tag) => (
            <MenuItemRadio key={tag} name="language" value={tag} lang={tag} onClick={() => void chooseLanguage(tag)}>
              {nameOfLanguage(tag)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
