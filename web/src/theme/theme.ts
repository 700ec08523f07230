import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';

const fontFamilyBase = "'Inter Variable', 'Segoe UI', system-ui, sans-serif";

/** Fluent's themes in our font. */
export const themes: { readonly light: Theme; readonly dark: Theme } = {
  light: { ...webLightTheme, fontFamilyBase },
  dark: { ...webDarkTheme, fontFamilyBase },
};
