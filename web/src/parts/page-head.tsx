import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Anchor } from './anchor.tsx';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    gap: '12px 16px',
  },
  back: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    marginBottom: '4px',
    marginInlineStart: '-3px',
    '@media print': { display: 'none' },
  },
  chevron: { fontSize: '16px', color: tokens.colorNeutralForeground3 },
  // Gives way to the commands, down to a width where lines are still read well.
  words: { flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' },
  lead: { color: tokens.colorNeutralForeground2, marginTop: '2px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', '@media print': { display: 'none' } },
});

interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** The list that the page belongs to. */
  readonly back?: { readonly to: string; readonly label: string };
}

/** Title of a page, a line below it, and the page's commands; names the browser's tab too. */
export function PageHead({ title, lead, actions, back }: PageHeadProps) {
  const styles = useStyles();
  const text = useText();
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Fluxu`;
  }, [title]);
  return (
    <div className={styles.root}>
      <div className={styles.words}>
        {back && (
          <nav aria-label={t('app.breadcrumb')} className={styles.back}>
            <ChevronLeftRegular className={styles.chevron} />
            <Anchor to={back.to}>{back.label}</Anchor>
          </nav>
        )}
        <h1 className={text.title}>{title}</h1>
        {lead && <p className={mergeClasses(text.body, styles.lead)}>{lead}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
