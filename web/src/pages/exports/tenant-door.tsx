import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriptionView } from '../../../../src/app/view/subscription.ts';
import { Chip } from '../../parts/chip.tsx';
import { ChoiceField } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { subscriptionsQuery } from './export-queries.ts';
import { OwnAddress } from './own-address.tsx';
import { SetUpSteps } from './set-up-steps.tsx';
import { SubscriptionTable } from './subscription-list.tsx';

const SIGN_INS = ['apiKey', 'oauth', 'entra'] as const;

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' } });

/** Connects a tenant: address, kind of sign-in, package, first subscription, more steps. */
export function TenantDoor() {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const [{ signIn }, change] = useAddress('signIn');
  const kind = SIGN_INS.find((each) => each === signIn) ?? 'apiKey';
  const files = `?signIn=${kind}`;
  const query = useInfiniteQuery({ ...subscriptionsQuery({ state: 'active', sort: '' }), refetchInterval: 4000 });
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <SetUpSteps current={items && items.length > 0 ? 'steps' : 'setUp'} />
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
      <FirstSubscription items={items} />
      <Panel title={`5. ${t('powerAutomate.step.steps')}`} lead={t('powerAutomate.tenantSteps')}>
        <div>
          <Button onClick={() => void navigate({ to: '/admin/exports', hash: 'power-automate' })}>
            {t('powerAutomate.done')}
          </Button>
        </div>
      </Panel>
    </>
  );
}

/** @param props.items Active subscriptions, undefined while they are read. */
function FirstSubscription(props: { items: readonly SubscriptionView[] | undefined }) {
  const { t } = useTranslation();
  const { items = [] } = props;
  const [before, setBefore] = useState<readonly string[]>();
  if (!before && props.items) setBefore(items.map(({ subscriptionId }) => subscriptionId));
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
