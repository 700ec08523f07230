import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRights } from '../session/use-session.ts';
import { useGroup } from './closed-groups.ts';
import { type NavigationEntry, navigation, type PageLink } from './pages.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column' },
  line: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: '14px',
    boxSizing: 'border-box',
    minHeight: '32px',
    padding: '2px 10px 2px 16px',
    '@media (pointer: coarse)': { minHeight: '40px' },
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: 'none',
  },
  link: {
    ':hover': { backgroundColor: tokens.colorNeutralBackground4Hover, color: tokens.colorNeutralForeground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '&[aria-current=page]': { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
    '&[aria-current=page]::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '2px',
      insetBlock: '8px',
      width: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
  sub: { minHeight: '28px', paddingInline: '50px 4px' },
  group: {
    width: '100%',
    border: 'none',
    background: 'none',
    fontFamily: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
  },
  chevron: { marginInlineStart: 'auto', color: tokens.colorNeutralForeground3 },
  turned: { transform: 'rotate(180deg)' },
  icon: { fontSize: '20px', flexShrink: 0 },
});

/** Links to the pages there are. `onFollow` is called when one is taken. */
export function Navigation({ onFollow }: { onFollow?: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <nav aria-label={t('app.navigation')}>
      <ul className={styles.list}>
        {navigation.map((entry) => (
          <NavigationLine key={entry.label} entry={entry} onFollow={onFollow} />
        ))}
      </ul>
    </nav>
  );
}

function NavigationLine({ entry, onFollow }: { entry: NavigationEntry; onFollow: (() => void) | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const can = useRights();
  const { isOpen, toggle } = useGroup(entry.label);
  const content = (
    <>
      <entry.icon className={styles.icon} />
      {t(entry.label)}
    </>
  );
  return (
    <li>
      {entry.path ? (
        <Link
          to={entry.path}
          activeOptions={{ exact: entry.path === '/' || entry.children !== undefined }}
          className={mergeClasses(styles.line, styles.link)}
          onClick={onFollow}
        >
          {content}
        </Link>
      ) : (
        <button
          type="button"
          className={mergeClasses(styles.line, styles.link, styles.group)}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {content}
          <ChevronDownRegular className={mergeClasses(styles.chevron, isOpen && styles.turned)} />
        </button>
      )}
      {entry.children && (entry.path || isOpen) && (
        <ul className={styles.list}>
          {entry.children
            .filter(({ role }) => role === undefined || can(role))
            .map((page) => (
              <SubLine key={page.path} page={page} onFollow={onFollow} />
            ))}
        </ul>
      )}
    </li>
  );
}

function SubLine({ page, onFollow }: { page: PageLink; onFollow: (() => void) | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <li>
      <Link to={page.path} className={mergeClasses(styles.line, styles.link, styles.sub)} onClick={onFollow}>
        {t(page.label)}
      </Link>
    </li>
  );
}
