import { DesktopRegular, type FluentIcon, WeatherMoonRegular, WeatherSunnyRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { chooseScheme, SCHEME_CHOICES, type SchemeChoice, useScheme } from '../theme/scheme.ts';
import { ChoiceMenu } from './choice-menu.tsx';

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
    <ChoiceMenu
      label={`${t('app.theme')}: ${t(`app.theme.${choice}`)}`}
      icon={<Current />}
      value={choice}
      choices={SCHEME_CHOICES.map((scheme) => ({
        value: scheme,
        label: t(`app.theme.${scheme}`),
        icon: ICONS[scheme],
      }))}
      onChoose={chooseScheme}
    />
  );
}
