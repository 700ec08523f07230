import { useTranslation } from 'react-i18next';
import { Stepper } from '../../parts/stepper.tsx';

/** The way to a flow that starts from one of our triggers, the same in both doors. */
export const SET_UP_STEPS = ['setUp', 'signIn', 'trigger', 'steps'] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** Where one is on the way from "Set up" to more steps. */
export function SetUpSteps({ current }: { current: SetUpStep }) {
  const { t } = useTranslation();
  const steps = SET_UP_STEPS.map((step) => ({ step, title: t(`powerAutomate.step.${step}`) }));
  return <Stepper label={t('powerAutomate.steps')} steps={steps} current={current} />;
}
