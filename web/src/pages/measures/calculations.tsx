import { Button, makeStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Expression, Measure, MeasureCalculation } from '../../../../src/model/measure.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { ChoiceField, type ChoiceOption, FieldGrid, NumberField, TextField } from '../../parts/form/fields.tsx';
import { SchemaField } from '../../parts/form/schema-form.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AGGREGATES, expressionOf, ORDERED, simpleValueOf, withCalculation } from './measure-draft.ts';

const CODE = 'code:';

const useStyles = makeStyles({ end: { display: 'flex', justifyContent: 'flex-end' } });

/** The calculations of a measure: how, of what, under which name. */
export function Calculations({ draft, onChange }: { draft: Measure; onChange: (draft: Measure) => void }) {
  const { t } = useTranslation();
  const options = useValueOptions(draft);
  const add = () =>
    onChange({
      ...draft,
      calculations: [...draft.calculations, { name: `Value${draft.calculations.length + 1}`, function: 'count' }],
    });
  return (
    <Panel
      title={t('measure.calculations')}
      aside={
        <Button size="small" icon={<AddRegular />} onClick={add}>
          {t('measure.addCalculation')}
        </Button>
      }
    >
      <Lines>
        {draft.calculations.map((calculation, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
          <li key={index}>
            <CalculationFields
              calculation={calculation}
              options={options}
              isOnly={draft.calculations.length === 1}
              onChange={(next) => onChange(withCalculation(draft, index, next))}
            />
          </li>
        ))}
      </Lines>
    </Panel>
  );
}

/** Attributes of the entity, and measures that others can build on. */
function useValueOptions(draft: Measure): readonly ChoiceOption[] {
  const { t } = useTranslation();
  const entities = useQuery(entitiesQuery).data?.items ?? [];
  const measures = useQuery(definitionsQuery('measure')).data?.items ?? [];
  const attributes = entities.find(({ name }) => name === draft.entity)?.attributes ?? [];
  const others = draft.entity === 'Customer' ? measures.map(({ definition }) => definition as Measure) : [];
  return [
    ...attributes.map(({ name }) => ({ value: name, label: name, group: t('entity.attributes') })),
    ...others
      .filter(({ name, kind }) => kind === 'customerAttribute' && name !== draft.name)
      .map(({ name, displayName = name }) => ({
        value: `measure:${name}`,
        label: displayName,
        group: t('nav.measures'),
      })),
  ];
}

function CalculationFields(props: {
  calculation: MeasureCalculation;
  options: readonly ChoiceOption[];
  isOnly: boolean;
  onChange: (calculation: MeasureCalculation | undefined) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { calculation, options, onChange } = props;
  const change = (part: Partial<MeasureCalculation>) => {
    const entries = Object.entries({ ...calculation, ...part }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(entries) as unknown as MeasureCalculation);
  };
  return (
    <>
      <FieldGrid>
        <ChoiceField
          label={t('measure.function')}
          value={calculation.function}
          options={AGGREGATES.map((name) => ({ value: name, label: t(`aggregate.${name}`) }))}
          onChange={(name) => change({ function: name as MeasureCalculation['function'] })}
        />
        {calculation.function !== 'count' && (
          <ExpressionField
            label={t('measure.of')}
            value={calculation.expression}
            options={options}
            onChange={(expression) => change({ expression } as Partial<MeasureCalculation>)}
          />
        )}
        {ORDERED.includes(calculation.function) && (
          <ExpressionField
            label={t('measure.orderBy')}
            value={calculation.orderBy}
            options={options}
            onChange={(orderBy) => change({ orderBy } as Partial<MeasureCalculation>)}
          />
        )}
        <TextField label={t('app.name')} value={calculation.name} onChange={(name) => change({ name })} />
        <NumberField
          label={t('measure.replaceNull')}
          value={calculation.replaceNull}
          onChange={(replaceNull) => change({ replaceNull } as Partial<MeasureCalculation>)}
        />
      </FieldGrid>
      {!props.isOnly && (
        <div className={styles.end}>
          <Button size="small" icon={<DeleteRegular />} onClick={() => onChange(undefined)}>
            {t('app.remove')}
          </Button>
        </div>
      )}
    </>
  );
}

/** An attribute or measure, or any expression as JSON. */
function ExpressionField(props: {
  label: string;
  value: Expression | undefined;
  options: readonly ChoiceOption[];
  onChange: (expression: Expression | undefined) => void;
}) {
  const { t } = useTranslation();
  const simple = simpleValueOf(props.value);
  const isCode = simple === undefined;
  return (
    <>
      <ChoiceField
        label={props.label}
        value={isCode ? CODE : simple}
        options={[...props.options, { value: CODE, label: t('measure.expression') }]}
        onChange={(value) =>
          props.onChange(
            value === CODE
              ? { function: 'multiply', arguments: [props.value ?? { constant: 1 }] }
              : expressionOf(value),
          )
        }
      />
      {isCode && (
        <SchemaField
          name="expression"
          schema={{ type: 'object', title: t('measure.expression'), description: t('measure.expressionHint') }}
          isRequired
          value={props.value}
          onChange={(value) => props.onChange(value as Expression | undefined)}
        />
      )}
    </>
  );
}
