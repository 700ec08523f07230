import { makeStyles } from '@fluentui/react-components';
import { useParams } from '@tanstack/react-router';
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
          <Panel
            key={topic}
            title={t(`help.${topic}`)}
            aside={
              <Anchor to="/help/$topic" params={{ topic }} aria-label={t('help.alone', { topic: t(`help.${topic}`) })}>
                #
              </Anchor>
            }
          >
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

/** One topic by itself, at an address that can be passed on; one that there is not shows what there is. */
export function HelpTopicPage() {
  const { t } = useTranslation();
  const { topic: asked } = useParams({ from: '/help/$topic' });
  const found = TOPICS.find(([topic]) => topic === asked);
  if (!found) return <HelpPage />;
  const [topic, path] = found;
  return (
    <Page>
      <PageHead title={t('nav.help')} back={{ to: '/help', label: t('nav.help') }} />
      <Panel title={t(`help.${topic}`)}>
        <p>{t(`help.${topic}Text`)}</p>
        <p>
          <Anchor to={path}>{t('help.open')}</Anchor>
        </p>
      </Panel>
    </Page>
  );
}
