import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SampleButton } from '../../parts/sample-button.tsx';
import { Can } from '../../session/can.tsx';

const STEPS = [
  ['sources', '/data/sources/new', (home: HomeView) => home.sources.length > 0],
  ['unify', '/unify/edit', (home: HomeView) => home.profiles.value !== undefined],
  ['segments', '/segments/new', (home: HomeView) => home.segments.length > 0],
  ['flows', '/admin/exports/power-automate', (home: HomeView) => home.runs.length > 0],
] as const;

/** Remembers in this browser that somebody knows their way. */
const HIDDEN_KEY = 'fluxu.startHidden';

const useStyles = makeStyles({
  list: { listStyleType: 'decimal', paddingInlineStart: '22px', display: 'grid', gap: '6px' },
  item: { display: 'list-item' },
  done: { marginInlineStart: '6px', verticalAlign: 'text-bottom', color: tokens.colorPaletteGreenForeground1 },
});

/** The first steps with those that are done; in a system that holds nothing yet also the sample. */
export function GettingStarted({ home }: { home: HomeView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isHidden, setIsHidden] = useState(() => localStorage.getItem(HIDDEN_KEY) !== null);
  const isEmpty = home.sources.length === 0;
  if (isHidden && !isEmpty) return null;
  const hide = () => {
    localStorage.setItem(HIDDEN_KEY, 'yes');
    setIsHidden(true);
  };
  return (
    <Can who="contributor">
      <Panel
        title={t('home.start')}
        lead={t(isEmpty ? 'home.startLead' : 'home.startGoOn')}
        aside={isEmpty ? <SampleButton /> : <Button onClick={hide}>{t('home.startHide')}</Button>}
      >
        <ol className={styles.list}>
          {STEPS.map(([step, path, isDone]) => (
            <li key={step} className={styles.item}>
              <Anchor to={path}>{t(`home.start.${step}`)}</Anchor>
              {isDone(home) && <CheckmarkCircleFilled className={styles.done} aria-label={t('home.startDone')} />}
            </li>
          ))}
        </ol>
      </Panel>
    </Can>
  );
}
