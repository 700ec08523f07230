import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** Text sizes of the pages, as class names for native elements. */
export const useText = makeStyles({
  title: { ...typographyStyles.title2, color: tokens.colorNeutralForeground1 },
  figure: { ...typographyStyles.title2, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
  subtitle: { ...typographyStyles.subtitle2, color: tokens.colorNeutralForeground1 },
  body: typographyStyles.body1,
  strong: typographyStyles.body1Strong,
  caption: typographyStyles.caption1,
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});
