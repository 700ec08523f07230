import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../format/use-format.ts';
import { useNow } from '../../../../format/use-now.ts';
import { lazyPart } from '../../../../parts/lazy-part.tsx';
import { useText } from '../../../../parts/text.ts';
import { MailBody } from '../../../home/mail-body.tsx';
import { type Selection, useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { findStep } from '../document/find.ts';
import { textOf, valueAt } from '../document/values.ts';
import { fillIn } from './fill-in.ts';
import { type MailContent, mailOf } from './mail-content.ts';
import { type ShownValues, useShownValues } from './use-shown-values.ts';

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

/** A Teams card or a mail as its readers will see it, with the values of a run or event where there is one. */
export function Preview({ step }: { selection: Selection; step: StepDefinition }) {
  const { definition } = useDesigner();
  const mail = mailOf(step);
  const card = cardOf(step, (name) => findStep(definition, name)?.step['inputs']);
  if (mail) return <MailPreview mail={mail} />;
  return card === undefined ? null : <CardPreview card={card} />;
}

function CardPreview({ card }: { card: unknown }) {
  const values = useShownValues(card);
  const filled = JSON.stringify(fillIn(card, values.shown));
  const shown = useMemo(() => {
    const value = parseCard(filled);
    return typeof value === 'string' ? parseCard(value) : value;
  }, [filled]);
  return shown === undefined ? null : (
    <Framed kind="card" values={values}>
      <Card card={shown} />
    </Framed>
  );
}

function MailPreview({ mail }: { mail: MailContent }) {
  const { t } = useTranslation();
  const text = useText();
  const values = useShownValues(mail);
  const { subject, body, ...people } = fillIn(mail, (expression) => textOf(values.shown(expression))) as MailContent;
  const named = (['from', 'to', 'cc', 'bcc'] as const).flatMap((key) => {
    const who = people[key];
    return who ? [t(`message.${key}`, { who })] : [];
  });
  return (
    <Framed kind="mail" values={values}>
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

function Framed({ kind, values, children }: { kind: 'card' | 'mail'; values: ShownValues; children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { at, hasNames } = values;
  return (
    <section aria-label={t(`designer.preview.${kind}`)}>
      <h2 className={text.strong}>{t(`designer.preview.${kind}`)}</h2>
      <div className={styles.frame}>{children}</div>
      {at && <p className={text.quiet}>{t('designer.previewOf', { when: format.moment(at, now) })}</p>}
      {hasNames && <p className={text.quiet}>{t('designer.previewNames')}</p>}
    </section>
  );
}

/** The card that a step posts or composes, its expressions not evaluated; a card composed before is followed. */
function cardOf(step: StepDefinition, inputsOf: (name: string) => unknown): unknown {
  const own = step['inputs'];
  if (valueAt(own, ['type']) === 'AdaptiveCard') return own;
  const body = valueAt(own, ['parameters', 'body/messageBody']);
  if (typeof body !== 'string') return undefined;
  const [, name] = /^@\{?(?:outputs|body)\('([^']+)'\)\}?$/.exec(body.trim()) ?? [];
  const composed = name === undefined ? undefined : inputsOf(name);
  if (composed !== undefined) return typeof composed === 'string' ? (parseCard(composed) ?? composed) : composed;
  return body.includes('AdaptiveCard') ? (parseCard(body) ?? body) : undefined;
}

function parseCard(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
