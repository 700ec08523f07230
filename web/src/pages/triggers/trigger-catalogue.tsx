import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AlertRegular, FlowRegular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../parts/text.ts';
import { Can } from '../../session/can.tsx';
import { newFlowAddress } from '../flows/new-flow.ts';
import { TRIGGER_KINDS } from './trigger-kinds.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))', gap: '16px' },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
  },
  text: { flexGrow: 1, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** The six triggers and what each can start. */
export function TriggerCatalogue() {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const navigate = useNavigate();
  return (
    <ul className={styles.grid}>
      {TRIGGER_KINDS.map((trigger) => (
        <li key={trigger} className={styles.card}>
          <h2 className={text.subtitle}>{t(`trigger.${trigger}`)}</h2>
          <p className={styles.text}>{t(`trigger.about.${trigger}`)}</p>
          <Can who="contributor">
            <div className={styles.buttons}>
              <Button icon={<FlowRegular />} onClick={() => void navigate({ href: newFlowAddress({ trigger }) })}>
                {t('threshold.createFlowShort')}
              </Button>
              <Button
                icon={<AlertRegular />}
                onClick={() => void navigate({ to: '/triggers/new', search: { trigger } as never })}
              >
                {t('threshold.createTrigger')}
              </Button>
            </div>
          </Can>
        </li>
      ))}
    </ul>
  );
}
