import { makeStyles } from '@fluentui/react-components';
import { ChatRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { messagesQuery } from '../../api/queries.ts';
import { Empty } from '../../parts/empty.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';

const Message = lazy(async () => ({ default: (await import('./message.tsx')).Message }));

const useStyles = makeStyles({ list: { display: 'flex', flexDirection: 'column', gap: '12px' } });

/** Teams cards and mails that the demo's receivers took in, newest first. */
export function MessagesPanel() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data, error, refetch } = useQuery(messagesQuery);
  const messages = data?.items ?? [];
  return (
    <Panel title={t('home.messages')} lead={t('home.messagesLead')}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && messages.length === 0 && (
        <Empty icon={ChatRegular} title={t('home.messagesEmpty')} text={t('home.messagesEmptyText')} />
      )}
      <Suspense>
        <ul className={styles.list}>
          {messages.map((message) => (
            <Message key={message.messageId} message={message} />
          ))}
        </ul>
      </Suspense>
    </Panel>
  );
}
