import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Anchor } from '../../parts/anchor.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SampleButton } from '../../parts/sample-button.tsx';
import { Can } from '../../session/can.tsx';

const STEPS = [
  ['sources', '/data/sources/new'],
  ['unify', '/unify/edit'],
  ['segments', '/segments/new'],
  ['flows', '/admin/exports/power-automate'],
] as const;

const useStyles = makeStyles({
  list: { listStyleType: 'decimal', paddingInlineStart: '22px', display: 'grid', gap: '6px' },
  item: { display: 'list-item' },
});

/** The first steps in a system that holds nothing yet, and the sample for who only looks around. */
export function GettingStarted() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Can who="contributor">
      <Panel title={t('home.start')} lead={t('home.startLead')} aside={<SampleButton />}>
        <ol className={styles.list}>
          {STEPS.map(([step, path]) => (
            <li key={step} className={styles.item}>
              <Anchor to={path}>{t(`home.start.${step}`)}</Anchor>
            </li>
          ))}
        </ol>
      </Panel>
    </Can>
  );
}
