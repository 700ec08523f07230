import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView, MergeChange } from '../../../../src/app/view/customer.ts';
import { mergeHistoryQuery } from '../../api/queries/customers.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  moves: { display: 'grid', gap: '6px', paddingTop: '6px' },
  move: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', overflowWrap: 'anywhere' },
});

/** When records came to a customer and left it, and the ids that ended in it. */
export function MergeHistory({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const text = useText();
  const { data, error } = useQuery(mergeHistoryQuery(customer.customerId));
  const changes = data?.items ?? [];
  return (
    <Panel title={t('customer.mergeHistory')} lead={t('customer.mergeHistoryLead')}>
      {error && <Problem error={error} />}
      {data && changes.length === 0 && <p className={text.quiet}>{t('customer.noChange')}</p>}
      <Lines>
        {changes.map((change) => (
          <Change key={change.refreshId} change={change} />
        ))}
      </Lines>
      {customer.previousIds.length > 0 && (
        <div>
          <p className={text.strong}>{t('customer.history')}</p>
          <ul>
            {customer.previousIds.map((id) => (
              <li key={id} className={mergeClasses(text.mono)}>
                {id}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

function Change({ change }: { change: MergeChange }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const now = useNow();
  return (
    <li>
      <Anchor to="/data/refreshes/$id" params={{ id: change.refreshId }}>
        {format.moment(change.at, now)}
      </Anchor>
      <ul className={styles.moves}>
        {change.arrived.map(({ fromCustomerId, ...record }) => (
          <Move key={JSON.stringify(record)} record={record} kind={fromCustomerId ? 'joined' : 'new'}>
            {fromCustomerId && t('customer.move.from', { id: fromCustomerId })}
          </Move>
        ))}
        {change.left.map(({ toCustomerId, ...record }) => (
          <Move key={JSON.stringify(record)} record={record} kind={toCustomerId ? 'left' : 'gone'}>
            {toCustomerId && (
              <Anchor to="/customers/$id" params={{ id: toCustomerId }}>
                {t('customer.move.to', { id: toCustomerId })}
              </Anchor>
            )}
          </Move>
        ))}
      </ul>
    </li>
  );
}

const TONES = { joined: 'good', new: 'brand', left: 'bad', gone: undefined } as const;

function Move(props: { record: { entity: string; key: string }; kind: keyof typeof TONES; children?: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const tone = TONES[props.kind];
  return (
    <li className={styles.move}>
      <Chip {...(tone && { tone })}>{t(`customer.move.${props.kind}`)}</Chip>
      <span className={text.mono}>
        {props.record.entity} {props.record.key}
      </span>
      <span className={text.caption}>{props.children}</span>
    </li>
  );
}
