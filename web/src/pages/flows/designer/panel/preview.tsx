import { makeStyles, tokens } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateTrialResult } from '../../../../../../src/app/view/designer.ts';
import { postJson } from '../../../../api/client.ts';
import { lazyPart } from '../../../../parts/lazy-part.tsx';
import { useText } from '../../../../parts/text.ts';
import { MailBody } from '../../../home/mail-body.tsx';
import { type Selection, useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { findStep } from '../document/find.ts';
import { valueAt } from '../document/values.ts';

const Card = lazyPart(async () => (await import('../../../home/card.tsx')).Card);

const useStyles = makeStyles({
  frame: {
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowX: 'auto',
  },
});

/** A Teams card or a mail as its readers will see it, with the values of the run that is looked at. */
export function Preview({ step }: { selection: Selection; step: StepDefinition }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const content = usePreviewContent(step);
  if (!content) return null;
  return (
    <section aria-label={t(`designer.preview.${content.kind}`)}>
      <h3 className={text.strong}>{t(`designer.preview.${content.kind}`)}</h3>
      <div className={styles.frame}>
        {content.kind === 'card' ? (
          <Card card={content.card} />
        ) : (
          <>
            <p className={text.strong}>{content.subject}</p>
            <MailBody html={content.html} />
          </>
        )}
      </div>
    </section>
  );
}

type Content =
  | { readonly kind: 'card'; readonly card: unknown }
  | { readonly kind: 'mail'; readonly subject: string; readonly html: string };

function usePreviewContent(step: StepDefinition): Content | undefined {
  const { definition } = useDesigner();
  const parameters = ['inputs', 'parameters'];
  const card = cardOf(step, (name) => findStep(definition, name)?.step['inputs']);
  const html = valueAt(step, [...parameters, 'emailMessage/Body']);
  const subject = valueAt(step, [...parameters, 'emailMessage/Subject']);
  const shownCard = useTrial(card);
  const shownHtml = useTrial(typeof html === 'string' ? html : undefined);
  const shownSubject = useTrial(typeof subject === 'string' ? subject : undefined);
  if (card !== undefined) {
    const parsed = parseCard(shownCard);
    return parsed === undefined ? undefined : { kind: 'card', card: parsed };
  }
  return typeof html === 'string' && html !== ''
    ? { kind: 'mail', subject: shownSubject ?? '', html: shownHtml ?? html }
    : undefined;
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

/** A text with its expressions replaced by what they give in the run; as it stands when there is none. */
function useTrial(template: string | undefined): string | undefined {
  const { run } = useDesigner();
  const deferred = useDeferredValue(template);
  const hasExpression = deferred?.includes('@') ?? false;
  const query = useQuery({
    queryKey: ['designer', 'evaluate', run?.runId, deferred],
    queryFn: () =>
      postJson<TemplateTrialResult>('/api/designer/evaluate', { template: deferred ?? '', runId: run?.runId }),
    enabled: hasExpression && run !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const value = hasExpression && run !== undefined ? query.data?.value : undefined;
  return typeof value === 'string' ? value : deferred;
}
