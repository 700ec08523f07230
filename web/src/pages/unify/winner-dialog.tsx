import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Choice, ChoiceField, FieldStack } from '../../parts/form/fields.tsx';
import { OrderedList } from '../../parts/ordered-list.tsx';
import { isDated, MERGE_POLICIES, type Winner } from './merge-draft.ts';

type Source = Winner['sources'][number];

const useStyles = makeStyles({ add: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '8px' } });

/** Where a field (or a group) takes its value from, and which source wins. */
export function WinnerDialog(props: {
  title: string;
  winner: Winner;
  entities: readonly EntityView[];
  /** A group is ordered by entity; its attributes stay as they are. */
  isGroup: boolean;
  onClose: () => void;
  onApply: (winner: Winner) => void;
}) {
  const { t } = useTranslation();
  const { isGroup, onClose } = props;
  const [winner, setWinner] = useState(props.winner);
  const { policy, recency, sources } = winner;
  const attributesOf = (entity: string) =>
    (props.entities.find(({ name }) => name === entity)?.attributes ?? []).map(({ name }) => ({
      value: name,
      label: name,
    }));
  const setSources = (next: readonly Source[]) => setWinner({ ...winner, sources: [...next] });
  return (
    <Dialog
      title={props.title}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={!isDated(winner)}
            onClick={() => {
              props.onApply(winner);
              onClose();
            }}
          >
            {t('app.apply')}
          </Button>
        </>
      }
    >
      <FieldStack>
        <ChoiceField
          label={t('mergeField.winner')}
          hint={t(`mergeField.hint.${policy}`)}
          value={policy}
          options={MERGE_POLICIES.map((each) => ({ value: each, label: t(`mergeField.policy.${each}`) }))}
          onChange={(next) => setWinner({ ...winner, policy: next as Winner['policy'] })}
        />
        <OrderedList
          label={t('mergeField.sources')}
          items={sources}
          nameOf={(source) => (isGroup ? source.entity : nameOfSource(source))}
          onChange={setSources}
        >
          {(source) => (
            <>
              <span>{isGroup ? source.entity : nameOfSource(source)}</span>
              {policy !== 'importance' && (
                <Choice
                  label={t('mergeField.dateOf', { entity: source.entity })}
                  value={recency[source.entity] ?? ''}
                  none={t('mergeField.chooseDate')}
                  options={attributesOf(source.entity)}
                  onChange={(attribute) =>
                    setWinner({ ...winner, recency: { ...recency, [source.entity]: attribute } })
                  }
                />
              )}
              {!isGroup && sources.length > 1 && (
                <Button
                  size="small"
                  aria-label={t('mergeField.remove', { name: nameOfSource(source) })}
                  onClick={() => setSources(sources.filter((each) => each !== source))}
                >
                  {t('app.remove')}
                </Button>
              )}
            </>
          )}
        </OrderedList>
        {!isGroup && (
          <AddSource entities={props.entities} sources={sources} onAdd={(source) => setSources([...sources, source])} />
        )}
      </FieldStack>
    </Dialog>
  );
}

function AddSource(props: {
  entities: readonly EntityView[];
  sources: readonly Source[];
  onAdd: (source: Source) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [chosen, setChosen] = useState('');
  const known = props.sources.map(nameOfSource);
  const offered = props.entities.flatMap(({ name, attributes }) =>
    attributes
      .map((attribute) => ({ entity: name, attribute: attribute.name }))
      .filter((source) => !known.includes(nameOfSource(source))),
  );
  const source = offered.find((each) => nameOfSource(each) === chosen);
  return (
    <div className={styles.add}>
      <Choice
        label={t('mergeField.further')}
        value={chosen}
        none={t('mergeField.further')}
        options={offered.map((each) => ({
          value: nameOfSource(each),
          label: each.attribute,
          group: each.entity,
        }))}
        onChange={setChosen}
      />
      <Button
        disabledFocusable={!source}
        onClick={() => {
          if (source) props.onAdd(source);
          setChosen('');
        }}
      >
        {t('app.add')}
      </Button>
    </div>
  );
}

/** A source as people read it. */
export function nameOfSource({ entity, attribute }: Source): string {
  return `${entity}.${attribute}`;
}
