import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { ArrowUpRegular, DatabaseRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Unification, UnifiedEntity } from '../../../../src/model/unification.ts';
import { SEMANTIC_TYPES } from '../../../../src/model/vocabulary.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice, ChoiceField, FieldGrid } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { CountryField } from './country-field.tsx';
import { movedUp, withUnified } from './unify-draft.ts';

const useStyles = makeStyles({ list: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px' } });

interface StepProps {
  readonly draft: Unification;
  readonly onChange: (draft: Unification) => void;
  readonly entities: readonly EntityView[];
}

/** Which entities hold customers, by which key, and what their attributes mean. */
export function FieldsStep({ draft, onChange, entities }: StepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const toggle = (entity: EntityView, isOn: boolean) =>
    onChange(
      isOn
        ? { ...draft, entities: [...draft.entities, { entity: entity.name, primaryKey: entity.primaryKey ?? '' }] }
        : withUnified(draft, entity.name, undefined),
    );
  if (entities.length === 0)
    return (
      <Empty
        icon={DatabaseRegular}
        title={t('home.sourcesEmpty')}
        text={t('unify.sourcesFirst')}
        action={<Anchor to="/data/sources/new">{t('home.start.sources')}</Anchor>}
      />
    );
  return (
    <>
      <Panel title={t('unify.entities')} lead={t('unify.entitiesLead')}>
        <div className={styles.list}>
          {entities.map((entity) => (
            <Checkbox
              key={entity.name}
              label={entity.name}
              checked={draft.entities.some((each) => each.entity === entity.name)}
              onChange={(_event, { checked }) => toggle(entity, checked === true)}
            />
          ))}
        </div>
      </Panel>
      {draft.entities.map((unified, index) => (
        <EntityFields
          key={unified.entity}
          unified={unified}
          entity={entities.find(({ name }) => name === unified.entity)}
          isFirst={index === 0}
          onUp={() => onChange({ ...draft, entities: movedUp(draft.entities, index) })}
          onChange={(next) => onChange(withUnified(draft, unified.entity, next))}
        />
      ))}
    </>
  );
}

function EntityFields(props: {
  unified: UnifiedEntity;
  entity: EntityView | undefined;
  isFirst: boolean;
  onUp: () => void;
  onChange: (unified: UnifiedEntity) => void;
}) {
  const { t } = useTranslation();
  const { unified, entity, isFirst, onChange } = props;
  const attributes = entity?.attributes ?? [];
  const mapped = unified.attributes ?? attributes.map(({ name }) => ({ attribute: name }));
  const meaningOf = (name: string) =>
    (unified.attributes ?? []).find(({ attribute }) => attribute === name)?.semanticType ?? '';
  const setMeaning = (name: string, semanticType: string) =>
    onChange({
      ...unified,
      attributes: mapped.map((each) =>
        each.attribute === name ? { attribute: name, ...(semanticType !== '' && { semanticType }) } : each,
      ),
    });
  return (
    <Panel
      title={unified.entity}
      lead={t(isFirst ? 'unify.primary' : 'unify.following')}
      aside={
        !isFirst && (
          <Button
            size="small"
            icon={<ArrowUpRegular />}
            aria-label={t('unify.moveUp', { name: unified.entity })}
            onClick={props.onUp}
          />
        )
      }
    >
      <ChoiceField
        label={t('entity.key')}
        isRequired
        value={unified.primaryKey}
        options={attributes.map(({ name }) => ({ value: name, label: name }))}
        onChange={(primaryKey) => onChange({ ...unified, primaryKey })}
      />
      <PhoneFields unified={unified} attributes={attributes.map(({ name }) => name)} onChange={onChange} />
      <details>
        <summary>{t('unify.meanings')}</summary>
        <DataTable
          label={t('entity.attributes')}
          rows={attributes}
          keyOf={({ name }) => name}
          columns={[
            { key: 'name', title: t('app.name'), show: ({ name }) => name },
            { key: 'type', title: t('entity.type'), show: ({ type }) => t(`type.${type as 'string'}`) },
            {
              key: 'meaning',
              title: t('entity.semanticType'),
              show: ({ name, semanticType }) => (
                <Choice
                  label={`${t('entity.semanticType')}: ${name}`}
                  value={meaningOf(name)}
                  none={semanticType ?? '–'}
                  options={SEMANTIC_TYPES.map((type) => ({ value: type, label: type }))}
                  onChange={(meaning) => setMeaning(name, meaning)}
                />
              ),
            },
          ]}
        />
      </details>
    </Panel>
  );
}

/** In which country telephone numbers without a calling code are: for all rows, or as an attribute of each row says. */
function PhoneFields(props: {
  unified: UnifiedEntity;
  attributes: readonly string[];
  onChange: (unified: UnifiedEntity) => void;
}) {
  const { t } = useTranslation();
  const { unified, attributes, onChange } = props;
  const { phoneCountry, phoneCountryAttribute, ...rest } = unified;
  return (
    <FieldGrid>
      <CountryField
        label={t('unify.phoneCountry')}
        value={phoneCountry}
        onChange={(country) =>
          onChange({
            ...rest,
            ...(country !== undefined && { phoneCountry: country }),
            ...(phoneCountryAttribute !== undefined && { phoneCountryAttribute }),
          })
        }
      />
      <ChoiceField
        label={t('unify.phoneCountryAttribute')}
        hint={t('unify.phoneCountryAttributeHint')}
        value={phoneCountryAttribute ?? ''}
        none={t('unify.noAttribute')}
        options={attributes.map((name) => ({ value: name, label: name }))}
        onChange={(name) =>
          onChange({
            ...rest,
            ...(phoneCountry !== undefined && { phoneCountry }),
            ...(name !== '' && { phoneCountryAttribute: name }),
          })
        }
      />
    </FieldGrid>
  );
}
