import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    gap: '4px',
    overflowX: 'auto',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  tab: {
    padding: '8px 12px 10px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    borderBottom: '3px solid transparent',
    borderRadius: `${tokens.borderRadiusMedium} ${tokens.borderRadiusMedium} 0 0`,
    ':hover': { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '&[aria-current=page]': {
      color: tokens.colorNeutralForeground1,
      fontWeight: tokens.fontWeightSemibold,
      borderBottomColor: tokens.colorCompoundBrandStroke,
    },
  },
});

/** One view of a page. */
export interface TabEntry<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** Views of one page, as links: the chosen one stands in the address as `tab`, the first one without. */
export function Tabs<Value extends string>(props: { label: string; tabs: readonly TabEntry<Value>[]; value: Value }) {
  const styles = useStyles();
  const bar = useRef<HTMLElement>(null);
  const { value: chosen } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place in the bar
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (bar.current && tab) bar.current.scrollLeft = tab.offsetLeft - (bar.current.clientWidth - tab.clientWidth) / 2;
  }, [chosen]);
  return (
    <nav ref={bar} aria-label={props.label} className={styles.root}>
      {props.tabs.map(({ value, label }, index) => (
        <Link
          key={value}
          to="."
          search={(index === 0 ? {} : { tab: value }) as never}
          resetScroll={false}
          activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          activeProps={{}}
          aria-current={value === props.value ? 'page' : 'false'}
          className={styles.tab}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** The tab that the address names, or the first. */
export function tabOf<Value extends string>(tabs: readonly TabEntry<Value>[], wanted: string): Value {
  return (tabs.find(({ value }) => value === wanted) ?? tabs[0])?.value as Value;
}
