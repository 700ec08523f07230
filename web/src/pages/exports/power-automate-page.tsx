import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FlowRegular, PlugConnectedRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { useAddress } from '../../parts/use-address.ts';
import { nameOfSession, sessionQuery } from '../../session/use-session.ts';
import { newFlowAddress } from '../flows/new-flow.ts';
import { FLOW_TEMPLATES } from '../flows/templates.ts';
import { TRIGGER_KINDS } from '../triggers/trigger-kinds.ts';
import { SetUpSteps } from './set-up-steps.tsx';
import { TenantDoor } from './tenant-door.tsx';

const useStyles = makeStyles({
  doors: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(380px, 100%), 1fr))', gap: '16px' },
  list: { display: 'grid', gap: '8px' },
  choice: {
    width: '100%',
    padding: '10px 14px',
    textAlign: 'start',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Sets up Power Automate: in a tenant of one's own, or with flows that run here. */
export function PowerAutomatePage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [{ door }, change] = useAddress('door');
  return (
    <Page>
      <PageHead
        title={t('powerAutomate.title')}
        lead={t('powerAutomate.lead')}
        back={{ to: '/admin/exports', label: t('nav.exports') }}
      />
      <div className={styles.doors}>
        <Panel title={t('powerAutomate.here')} lead={t('powerAutomate.hereLead')}>
          <div className={styles.buttons}>
            <Button
              appearance={door === 'tenant' ? 'secondary' : 'primary'}
              icon={<FlowRegular />}
              aria-pressed={door !== 'tenant'}
              onClick={() => change({ door: 'here' })}
            >
              {t('powerAutomate.buildHere')}
            </Button>
          </div>
        </Panel>
        <Panel title={t('powerAutomate.tenant')} lead={t('powerAutomate.tenantLead')}>
          <div className={styles.buttons}>
            <Button
              appearance={door === 'tenant' ? 'primary' : 'secondary'}
              icon={<PlugConnectedRegular />}
              aria-pressed={door === 'tenant'}
              onClick={() => change({ door: 'tenant' })}
            >
              {t('powerAutomate.connect')}
            </Button>
          </div>
        </Panel>
      </div>
      {door === 'tenant' ? <TenantDoor /> : <OwnDoor />}
    </Page>
  );
}

/** Sign in, choose a trigger, add more steps: all on this server. */
function OwnDoor() {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery).data;
  return (
    <>
      <SetUpSteps current="trigger" />
      <Panel title={t('powerAutomate.signIn')}>
        <Status status="ok" label={t('powerAutomate.signedIn', { name: session ? nameOfSession(session) : '' })} />
      </Panel>
      <Panel title={t('powerAutomate.chooseTrigger')} lead={t('powerAutomate.chooseTriggerLead')}>
        <ul className={styles.list}>
          {TRIGGER_KINDS.map((trigger) => (
            <li key={trigger}>
              <Choice
                title={t(`trigger.${trigger}`)}
                about={t(`trigger.about.${trigger}`)}
                onChoose={() => void navigate({ href: newFlowAddress({ trigger, setUp: 'power-automate' }) })}
              />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('designer.templates')} lead={t('powerAutomate.templatesLead')}>
        <ul className={styles.list}>
          {FLOW_TEMPLATES.map(({ key: template, title, about }) => (
            <li key={template}>
              <Choice
                title={t(title)}
                about={t(about)}
                onChoose={() => void navigate({ href: newFlowAddress({ template, setUp: 'power-automate' }) })}
              />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function Choice({ title, about, onChoose }: { title: string; about: string; onChoose: () => void }) {
  const styles = useStyles();
  const text = useText();
  return (
    <button type="button" className={styles.choice} onClick={onChoose}>
      <span className={text.strong}>{title}</span>
      <br />
      <span className={styles.quiet}>{about}</span>
    </button>
  );
}
