import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../../../src/model/flow.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import type { FlowDefinition } from './document/definition.ts';
import type { FoundStep } from './document/find.ts';
import { reachingSteps } from './document/reaching.ts';
import { isNeverPublished } from './flow-record.ts';
import { useStepLook } from './step-look.ts';

/** Really runs what is published of a flow. Where steps reach out, it names them and asks, and offers a test in its place. */
export function RunPublished(props: { flow: Flow; isPending: boolean; onRun: () => void; onTest: () => void }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const reaching = reachingSteps(props.flow.definition as FlowDefinition);
  const isNothing = isNeverPublished(props.flow);
  return (
    <>
      <Button
        disabledFocusable={props.isPending || isNothing}
        {...(isNothing && { title: t('designer.firstPublish') })}
        onClick={() => (reaching.length === 0 ? props.onRun() : setIsAsking(true))}
      >
        {t('designer.runPublished')}
      </Button>
      {isAsking && (
        <ReachingDialog steps={reaching} onRun={props.onRun} onTest={props.onTest} onClose={() => setIsAsking(false)} />
      )}
    </>
  );
}

function ReachingDialog(props: {
  steps: readonly FoundStep[];
  onRun: () => void;
  onTest: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const look = useStepLook();
  const closing = (command: () => void) => () => {
    props.onClose();
    command();
  };
  return (
    <Dialog
      title={t('designer.runPublished')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button onClick={closing(props.onTest)}>{t('designer.testInstead')}</Button>
          <Button appearance="primary" onClick={closing(props.onRun)}>
            {t('designer.runReally')}
          </Button>
        </>
      }
    >
      <p>{t('designer.reachesReally', { count: props.steps.length })}</p>
      <ul aria-label={t('designer.reachingSteps')}>
        {props.steps.map(({ name, step }) => {
          const { title, subtitle } = look('action', name, step);
          return (
            <li key={name}>
              <strong>{title}</strong> {subtitle}
            </li>
          );
        })}
      </ul>
      <p>{t('designer.testInsteadHint')}</p>
    </Dialog>
  );
}
