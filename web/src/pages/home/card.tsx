import './card.css';
import { type Action, AdaptiveCard, HostConfig, OpenUrlAction } from 'adaptivecards';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutOutsideContent } from './card-content.ts';
import { renderMarkdown } from './card-markdown.ts';

/** Colours of the page's theme, for every container style of a card. */
const foregroundColors = Object.fromEntries(
  Object.entries({
    default: 'colorNeutralForeground1',
    dark: 'colorNeutralForeground1',
    light: 'colorNeutralForeground2',
    accent: 'colorBrandForeground1',
    good: 'colorPaletteGreenForeground1',
    warning: 'colorPaletteDarkOrangeForeground1',
    attention: 'colorPaletteRedForeground1',
  }).map(([name, token]) => [name, { default: `var(--${token})`, subtle: 'var(--colorNeutralForeground2)' }]),
);
const inStyle = (background: string) => ({ backgroundColor: `var(--${background})`, foregroundColors });

const hostConfig = new HostConfig({
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 4, default: 8, medium: 16, large: 20, extraLarge: 24, padding: 1 },
  containerStyles: {
    default: inStyle('colorNeutralBackground1'),
    emphasis: inStyle('colorNeutralBackground3'),
    good: inStyle('colorPaletteGreenBackground1'),
    attention: inStyle('colorPaletteRedBackground1'),
    warning: inStyle('colorPaletteYellowBackground1'),
    accent: inStyle('colorBrandBackground2'),
  },
  supportsInteractivity: true,
  actions: { actionAlignment: 'left', buttonSpacing: 8, maxActions: 6, spacing: 'default' },
});

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = renderMarkdown(text);
  result.didProcess = true;
};

/** An adaptive card as Teams would show it; pictures from elsewhere are left out. */
export function Card({ card }: { card: unknown }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    const element = render(card);
    setHasFailed(element === undefined);
    place.current?.replaceChildren(...(element ? [element] : []));
  }, [card]);
  return (
    <>
      <div ref={place} className="adaptive-card" />
      {hasFailed && (
        <>
          <p>{t('message.cardFailed')}</p>
          <pre className="adaptive-card-source">{JSON.stringify(card, null, 2)}</pre>
        </>
      )}
    </>
  );
}

function render(content: unknown): HTMLElement | undefined {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = follow;
  try {
    card.parse(withoutOutsideContent(content));
    return card.render();
  } catch {
    return undefined;
  }
}

function follow(action: Action): void {
  if (!(action instanceof OpenUrlAction)) return;
  if (/^https?:\/\//i.test(action.url ?? '')) open(action.url, '_blank', 'noopener,noreferrer');
}
