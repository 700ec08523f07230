import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../../parts/lazy-part.tsx';
import { useText } from '../../../../parts/text.ts';
import { MailBody } from '../../../home/mail-body.tsx';
import { type Selection, useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { findStep } from '../document/find.ts';
import { valueAt } from '../document/values.ts';
import { type MailContent, mailOf } from './mail-content.ts';
import { useTrial } from './use-trial.ts';

const Card = lazyPart(async () => (await import('../../../home/card.tsx')).Card);

const useStyles = makeStyles({
  frame: {
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowX: 'auto',
    overflowWrap: 'anywhere',
  },
});

/** A Teams card or a mail as its readers will see it, with the values of the run that is looked at. */
export function Preview({ step }: { selection: Selection; step: StepDefinition }) {
  const { definition } = useDesigner();
  const mail = mailOf(step);
  const card = cardOf(step, (name) => findStep(definition, name)?.step['inputs']);
  if (mail) return <MailPreview mail={mail} />;
  return card === undefined ? null : <CardPreview text={card} />;
}

function CardPreview({ text }: { text: string }) {
  const card = parseCard(useTrial(text));
  return card === undefined ? null : (
    <Framed kind="card">
      <Card card={card} />
    </Framed>
  );
}

function MailPreview({ mail }: { mail: MailContent }) {
  const { t } = useTranslation();
  const text = useText();
  const subject = useTrial(mail.subject);
  const body = useTrial(mail.body);
  const people = {
    from: useTrial(mail.from),
    to: useTrial(mail.to),
    cc: useTrial(mail.cc),
    bcc: useTrial(mail.bcc),
  };
  const named = (['from', 'to', 'cc', 'bcc'] as const).flatMap((key) => {
    const who = people[key];
    return who ? [t(`message.${key}`, { who })] : [];
  });
  return (
    <Framed kind="mail">
      <p className={text.strong}>{subject || t('message.noSubject')}</p>
      {named.map((line) => (
        <p key={line} className={text.quiet}>
          {line}
        </p>
      ))}
      {body && (mail.isHtml ? <MailBody html={body} /> : <MailBody text={body} />)}
    </Framed>
  );
}

function Framed({ kind, children }: { kind: 'card' | 'mail'; children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return (
    <section aria-label={t(`designer.preview.${kind}`)}>
      <h2 className={text.strong}>{t(`designer.preview.${kind}`)}</h2>
      <div className={styles.frame}>{children}</div>
    </section>
  );
}

/** The text of the card that a step posts or composes; a card composed before is followed. */
function cardOf(step: StepDefinition, inputsOf: (name: string) => unknown): string | undefined {
  const own = step['inputs'];
  if (valueAt(own, ['type']) === 'AdaptiveCard') return JSON.stringify(own);
  const body = valueAt(own, ['parameters', 'body/messageBody']);
  if (typeof body !== 'string') return undefined;
  const [, name] = /^@\{?(?:outputs|body)\('([^']+)'\)\}?$/.exec(body.trim()) ?? [];
  const composed = name === undefined ? undefined : inputsOf(name);
  if (composed !== undefined) return typeof composed === 'string' ? composed : JSON.stringify(composed);
  return body.includes('AdaptiveCard') ? body : undefined;
}

function parseCard(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
