import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Anchor, PlainAnchor } from '../../parts/anchor.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ShortcutList } from '../../shell/shortcut-list.tsx';

const TOPICS = [
  ['sources', '/data/sources'],
  ['unify', '/unify'],
  ['measures', '/measures'],
  ['segments', '/segments'],
  ['triggers', '/triggers'],
  ['flows', '/flows'],
  ['powerAutomate', '/admin/exports'],
  ['refreshes', '/data/refreshes'],
] as const;
const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))', gap: '16px' },
});

/** How things work here, in a few lines each, and the shortcuts of the keyboard. */
export function HelpPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Page>
      <PageHead title={t('nav.help')} lead={t('help.lead')} />
      <div className={styles.grid}>
        {TOPICS.map(([topic, path]) => (
          <Panel key={topic} title={t(`help.${topic}`)}>
            <p>{t(`help.${topic}Text`)}</p>
            <p>
              <Anchor to={path}>{t('help.open')}</Anchor>
            </p>
          </Panel>
        ))}
      </div>
      <Panel title={t('help.shortcuts')}>
        <ShortcutList />
      </Panel>
      <Panel title={t('nav.api')}>
        <p>
          <PlainAnchor href="/api/docs">{t('nav.api')}</PlainAnchor>
        </p>
      </Panel>
    </Page>
  );
}
