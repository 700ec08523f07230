import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import type { MatchDecision, RecordPair } from '../../../../src/app/view/matching.ts';
import type { Audience } from '../../../../src/model/audience.ts';
import type { PairList, Unification } from '../../../../src/model/unification.ts';
import { postJson } from '../../api/client.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import type { MatchedOf } from '../../api/queries/matching.ts';
import { Chip } from '../../parts/chip.tsx';
import { ChoiceField, FieldStack, TextField } from '../../parts/form/fields.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { showToast } from '../../parts/toast-store.ts';
import { useCan } from '../../session/use-session.ts';
import { MatchWhy } from './match-why.tsx';

type RecordKey = RecordPair['left'];
type Decision = MatchDecision['decision'];

const ELSEWHERE = '';

const useStyles = makeStyles({
  root: { '@media print': { display: 'none' } },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 8px' },
  pair: { overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
});

/** Where decisions are kept, and which entities have records to decide about. */
const SUBJECTS = {
  customers: {
    kind: 'unification',
    listsOf: ({ alwaysMatch, neverMatch }: Unification & Audience) => ({ always: alwaysMatch, never: neverMatch }),
    entitiesOf: ({ entities }: Unification & Audience) => entities,
  },
  contacts: {
    kind: 'audience',
    listsOf: ({ contactAlwaysMatch, contactNeverMatch }: Unification & Audience) => ({
      always: contactAlwaysMatch,
      never: contactNeverMatch,
    }),
    entitiesOf: ({ contacts = [] }: Unification & Audience) => contacts,
  },
} as const;

/** What people decided about the records of a customer or contact, and two records to decide about. */
export function MatchDecisions(props: { sources: CustomerView['sources']; of?: MatchedOf }) {
  const { sources, of = 'customers' } = props;
  const { kind, listsOf, entitiesOf } = SUBJECTS[of];
  const { t } = useTranslation();
  const styles = useStyles();
  const mayDecide = useCan('contributor');
  const record = useQuery(definitionsQuery(kind)).data?.items[0];
  const definition = record?.definition as (Unification & Audience) | undefined;
  const decide = useDecide();
  const refresh = useSubmitRefresh();
  if (!definition) return null;
  const decided = decisionsAbout(listsOf(definition), { sources, of });
  return (
    <Panel className={styles.root} title={t('decide.title')} lead={t('decide.lead')}>
      {(decide.error ?? refresh.error) && <Problem error={decide.error ?? refresh.error} />}
      <Lines>
        {decided.map((decision) => (
          <Decided
            key={JSON.stringify(decision)}
            decision={decision}
            onForget={mayDecide ? () => decide.mutate({ ...decision, decision: 'forget' }) : undefined}
          />
        ))}
      </Lines>
      {mayDecide && (
        <>
          <PairForm
            sources={sources}
            of={of}
            entities={entitiesOf(definition).map(({ entity }) => entity)}
            isBusy={decide.isPending}
            onDecide={(decision) => decide.mutate({ ...decision, of })}
          />
          {decided.length > 0 && (
            <div>
              <Button disabledFocusable={refresh.isPending} onClick={() => refresh.mutate({ kind: 'unify' })}>
                {t('decide.unifyNow')}
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function useDecide() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const send = (decision: MatchDecision) => postJson('/api/matching/decisions', decision);
  const readAgain = () => client.invalidateQueries({ queryKey: ['definitions'] });
  return useMutation({
    mutationFn: send,
    onSuccess: async (_none, decision) => {
      showToast({
        text: t('decide.kept'),
        ...(decision.decision !== 'forget' && {
          undo: () => send({ ...decision, decision: 'forget' }).then(readAgain),
        }),
      });
      await readAgain();
      await client.invalidateQueries({ queryKey: ['matching'] });
    },
  });
}

function Decided(props: { decision: MatchDecision; onForget: (() => void) | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { left, right, decision, of = 'customers' } = props.decision;
  return (
    <li className={styles.line}>
      <span>
        <Chip tone={decision === 'always' ? 'good' : 'bad'}>{t(`decide.${of}.${decision as 'always' | 'never'}`)}</Chip>{' '}
        <span className={`${text.mono} ${styles.pair}`}>
          {left.entity} {left.key} · {right.entity} {right.key}
        </span>
      </span>
      {props.onForget && (
        <Button size="small" onClick={props.onForget}>
          {t('decide.forget')}
        </Button>
      )}
    </li>
  );
}

function PairForm(props: {
  sources: readonly RecordKey[];
  of: MatchedOf;
  entities: readonly string[];
  isBusy: boolean;
  onDecide: (decision: MatchDecision) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { sources, of, entities } = props;
  const [left, setLeft] = useState('0');
  const [right, setRight] = useState(sources.length > 1 ? '1' : ELSEWHERE);
  const [other, setOther] = useState<RecordKey>({ entity: entities[0] ?? '', key: '' });
  const options = sources.map(({ entity, key }, index) => ({ value: String(index), label: `${entity} ${key}` }));
  const leftRecord = keyOf(sources[Number(left)]);
  const rightRecord = right === ELSEWHERE ? other : keyOf(sources[Number(right)]);
  const isPair = leftRecord && rightRecord && rightRecord.key !== '' && left !== right;
  const decide = (decision: Decision) => {
    if (isPair) props.onDecide({ left: leftRecord, right: rightRecord, decision });
  };
  return (
    <FieldStack>
      <ChoiceField label={t(`decide.${of}.record`)} value={left} options={options} onChange={setLeft} />
      <ChoiceField
        label={t('decide.other')}
        value={right}
        none={t(`decide.${of}.elsewhere`)}
        options={options.filter(({ value }) => value !== left)}
        onChange={setRight}
      />
      {right === ELSEWHERE && (
        <>
          <ChoiceField
            label={t('source.entity')}
            value={other.entity}
            options={entities.map((entity) => ({ value: entity, label: entity }))}
            onChange={(entity) => setOther({ ...other, entity })}
          />
          <TextField
            label={t('decide.key')}
            hint={t('decide.keyHint')}
            value={other.key}
            onChange={(key) => setOther({ ...other, key })}
          />
        </>
      )}
      {isPair && <MatchWhy pair={{ left: leftRecord, right: rightRecord }} of={of} />}
      <div className={styles.buttons}>
        <Button disabledFocusable={!isPair || props.isBusy} onClick={() => decide('always')}>
          {t(`decide.${of}.always`)}
        </Button>
        <Button disabledFocusable={!isPair || props.isBusy} onClick={() => decide('never')}>
          {t(`decide.${of}.never`)}
        </Button>
      </div>
    </FieldStack>
  );
}

function keyOf(record: RecordKey | undefined): RecordKey | undefined {
  return record && { entity: record.entity, key: record.key };
}

/** Decisions that speak of one of the records. */
function decisionsAbout(
  lists: Readonly<Record<'always' | 'never', PairList | undefined>>,
  { sources, of }: { readonly sources: readonly RecordKey[]; readonly of: MatchedOf },
): readonly MatchDecision[] {
  const isOwn = (entity: string, key: string) =>
    sources.some((record) => record.entity.toLowerCase() === entity.toLowerCase() && record.key === key);
  const listed = (decision: 'always' | 'never'): MatchDecision[] =>
    (lists[decision]?.pairs ?? [])
      .filter(({ entity1, key1, entity2, key2 }) => isOwn(entity1, key1) || isOwn(entity2, key2))
      .map(({ entity1, key1, entity2, key2 }) => ({
        left: { entity: entity1, key: key1 },
        right: { entity: entity2, key: key2 },
        decision,
        of,
      }));
  return [...listed('always'), ...listed('never')];
}
