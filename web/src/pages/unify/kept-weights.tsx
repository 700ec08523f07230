import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Unification } from '../../../../src/model/unification.ts';
import { useLearnWeights } from '../../api/commands.ts';
import { weightsQuery } from '../../api/queries/matching.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Can } from '../../session/can.tsx';

/** Since when the weights hold that refreshes keep, and the command to learn them anew; nothing where none are kept. */
export function KeptWeights({ mode = 'rules', probabilities }: Pick<Unification, 'mode' | 'probabilities'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const isKept = mode !== 'rules' && (probabilities?.training ?? 'once') === 'once';
  const weights = useQuery({ ...weightsQuery, enabled: isKept }).data?.weights;
  const learn = useLearnWeights();
  if (!isKept || weights?.learnedFrom === undefined) return null;
  return (
    <Panel
      title={t('unify.weights')}
      lead={t('unify.weightsLead')}
      aside={
        <Can who="contributor">
          <ConfirmButton
            label={t('unify.learn')}
            question={t('unify.learnQuestion')}
            size="small"
            isDisabled={learn.isPending}
            onConfirm={() => learn.mutate()}
          />
        </Can>
      }
    >
      <Facts
        facts={[
          [t('unify.weightsSince'), format.moment(weights.trainedOn, now)],
          [t('unify.weightsFrom'), format.number(weights.learnedFrom)],
          [t('unify.weightsNow'), format.number(weights.records)],
        ]}
      />
      {learn.error && <Problem error={learn.error} />}
      {learn.data && (
        <p role="status">
          <Anchor to="/data/refreshes/$id" params={{ id: learn.data.jobId }}>
            {t('unify.learnBegun')}
          </Anchor>
        </p>
      )}
    </Panel>
  );
}
