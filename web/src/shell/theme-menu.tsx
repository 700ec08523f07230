import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { DesktopRegular, type FluentIcon, WeatherMoonRegular, WeatherSunnyRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { chooseScheme, SCHEME_CHOICES, type SchemeChoice, useScheme } from '../theme/scheme.ts';

const ICONS: Readonly<Record<SchemeChoice, FluentIcon>> = {
  system: DesktopRegular,
  light: WeatherSunnyRegular,
  dark: WeatherMoonRegular,
};

/** Chooses light, dark, or what the operating system says. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const { choice, isDark } = useScheme();
  const Current = ICONS[isDark ? 'dark' : 'light'];
  return (
    <Menu checkedValues={{ theme: [choice] }} positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<Current />} aria-label={`${t('app.theme')}: ${t(`app.theme.${choice}`)}`} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {SCHEME_CHOICES.map((scheme) => {
            const Icon = ICONS[scheme];
            return (
              <MenuItemRadio
                key={scheme}
                name="theme"
                value={scheme}
                icon={<Icon />}
                onClick={() => chooseScheme(scheme)}
              >
                {t(`app.theme.${scheme}`)}
              </MenuItemRadio>
            );
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
