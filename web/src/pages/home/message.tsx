import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChatRegular, MailRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '../../../../src/app/view/message.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { useText } from '../../parts/text.ts';
import { MailBody } from './mail-body.tsx';

const Card = lazyPart(async () => (await import('./card.tsx')).Card);

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: '12px' },
  root: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
  },
  head: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr) auto',
    gap: '0 10px',
    alignItems: 'center',
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusLarge,
    fontSize: '20px',
    color: '#ffffff',
  },
  teams: { backgroundColor: '#5b5fc7' },
  mail: { backgroundColor: '#b4233c' },
  title: { overflowWrap: 'anywhere' },
  body: { padding: '12px 16px', overflowWrap: 'anywhere' },
});

/** Messages as their receivers show them. */
export function MessageList({ messages }: { messages: readonly MessageView[] }) {
  return (
    <ul className={useStyles().list}>
      {messages.map((message) => (
        <Message key={message.messageId} message={message} />
      ))}
    </ul>
  );
}

function Message({ message }: { message: MessageView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const isMail = message.channel === 'mail';
  const Icon = isMail ? MailRegular : ChatRegular;
  return (
    <li className={styles.root}>
      <div className={styles.head}>
        <span className={mergeClasses(styles.icon, isMail ? styles.mail : styles.teams)}>
          <Icon />
        </span>
        <div className={styles.title}>
          <p className={text.strong}>{isMail ? (message.subject ?? t('message.noSubject')) : t('message.teams')}</p>
          <p className={text.quiet}>
            {[message.from && t('message.from', { who: message.from }), t('message.to', { who: message.to.join(', ') })]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <time className={text.quiet} dateTime={message.receivedAt} title={format.fullMoment(message.receivedAt)}>
          {format.moment(message.receivedAt, now)}
        </time>
      </div>
      <div className={styles.body}>
        {message.card === undefined ? (
          <MailBody html={message.html} text={message.text} />
        ) : (
          <Card card={message.card} />
        )}
      </div>
    </li>
  );
}
