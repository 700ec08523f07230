import { ChatRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { messagesQuery } from '../../api/queries/home.ts';
import { Empty } from '../../parts/empty.tsx';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';

const MessageList = lazyPart(async () => (await import('./message.tsx')).MessageList);

/** Teams cards and mails that the demo's receivers took in, newest first. */
export function MessagesPanel() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(messagesQuery);
  const messages = data?.items ?? [];
  return (
    <Panel title={t('home.messages')} lead={t('home.messagesLead')}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && messages.length === 0 && (
        <Empty icon={ChatRegular} title={t('home.messagesEmpty')} text={t('home.messagesEmptyText')} />
      )}
      {messages.length > 0 && <MessageList messages={messages} />}
    </Panel>
  );
}
