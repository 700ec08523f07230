import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular, FlowRegular, PlugConnectedRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../parts/chip.tsx';
import { ChoiceField } from '../../parts/form/fields.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useText } from '../../parts/text.ts';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { nameOfSession, sessionQuery } from '../../session/use-session.ts';
import { newFlowAddress } from '../flows/new-flow.ts';
import { FLOW_TEMPLATES } from '../flows/templates.ts';
import { TRIGGER_KINDS } from '../triggers/trigger-kinds.ts';
import { subscriptionsQuery } from './export-queries.ts';
import { OwnAddress } from './own-address.tsx';
import { SubscriptionTable } from './subscription-list.tsx';

const STEPS = ['signIn', 'trigger', 'steps'] as const;
const SIGN_INS = ['apiKey', 'oauth', 'entra'] as const;

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
  const text = useText();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery).data;
  return (
    <>
      <Stepper
        label={t('powerAutomate.steps')}
        steps={STEPS.map((step) => ({ step, title: t(`powerAutomate.step.${step}`) }))}
        current="trigger"
        reached={1}
        onGo={() => undefined}
      />
      <Panel title={t('powerAutomate.signIn')}>
        <Status status="ok" label={t('powerAutomate.signedIn', { name: session ? nameOfSession(session) : '' })} />
      </Panel>
      <Panel title={t('powerAutomate.chooseTrigger')} lead={t('powerAutomate.chooseTriggerLead')}>
        <ul className={styles.list}>
          {TRIGGER_KINDS.map((trigger) => (
            <li key={trigger}>
              <button
                type="button"
                className={styles.choice}
                onClick={() => void navigate({ href: newFlowAddress({ trigger }) })}
              >
                <span className={text.strong}>{t(`trigger.${trigger}`)}</span>
                <br />
                <span className={styles.quiet}>{t(`trigger.about.${trigger}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('designer.templates')} lead={t('powerAutomate.templatesLead')}>
        <div className={styles.buttons}>
          {FLOW_TEMPLATES.map(({ key, title }) => (
            <Button key={key} onClick={() => void navigate({ href: newFlowAddress({ template: key }) })}>
              {t(title)}
            </Button>
          ))}
        </div>
      </Panel>
    </>
  );
}

/** Connects a tenant: address, kind of sign-in, package, first subscription. */
function TenantDoor() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [{ signIn }, change] = useAddress('signIn');
  const kind = SIGN_INS.find((each) => each === signIn) ?? 'apiKey';
  const files = `?signIn=${kind}`;
  return (
    <>
      <OwnAddress title={`1. ${t('powerAutomate.address')}`} />
      <Panel title={`2. ${t('powerAutomate.kind')}`}>
        <ChoiceField
          label={t('powerAutomate.kind')}
          hint={t(`powerAutomate.kindHint.${kind}`)}
          value={kind}
          options={SIGN_INS.map((each) => ({ value: each, label: t(`powerAutomate.kind.${each}`) }))}
          onChange={(value) => change({ signIn: value })}
        />
        <Can who="administrator">
          <p>
            <Button
              as="a"
              appearance="transparent"
              href={kind === 'apiKey' ? '/admin/keys' : kind === 'oauth' ? '/admin/oauth-clients' : '/admin/sign-in'}
            >
              {t(`powerAutomate.prepare.${kind}`)}
            </Button>
          </p>
        </Can>
      </Panel>
      <Panel title={`3. ${t('powerAutomate.package')}`} lead={t('powerAutomate.packageLead')}>
        <div className={styles.buttons}>
          {['fluxu-connector.zip', 'apiDefinition.swagger.json', 'apiProperties.json', 'icon.png'].map((file) => (
            <Button
              key={file}
              as="a"
              icon={<ArrowDownloadRegular />}
              href={`/connector/${file}${files}`}
              download
              appearance={file.endsWith('zip') ? 'primary' : 'secondary'}
            >
              {file}
            </Button>
          ))}
        </div>
      </Panel>
      <FirstSubscription />
    </>
  );
}

function FirstSubscription() {
  const { t } = useTranslation();
  const query = useInfiniteQuery({ ...subscriptionsQuery({ state: 'active', sort: '' }), refetchInterval: 4000 });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [before, setBefore] = useState<readonly string[]>();
  if (!before && query.data) setBefore(items.map(({ subscriptionId }) => subscriptionId));
  const newest = items.find(({ subscriptionId }) => before?.includes(subscriptionId) === false);
  return (
    <Panel
      title={`4. ${t('powerAutomate.first')}`}
      lead={t('powerAutomate.firstLead')}
      aside={
        <Chip tone={items.length > 0 ? 'good' : 'brand'}>
          {t('exports.count.subscription', { count: items.length })}
        </Chip>
      }
    >
      <div role="status">
        {items.length === 0 ? (
          <Status status="running" label={t('powerAutomate.waiting')} />
        ) : (
          <Status
            status="ok"
            label={
              newest
                ? t('powerAutomate.arrivedNow', { name: newest.displayName })
                : t('powerAutomate.arrived', { count: items.length })
            }
          />
        )}
      </div>
      {items.length > 0 && <SubscriptionTable items={items} />}
    </Panel>
  );
}
