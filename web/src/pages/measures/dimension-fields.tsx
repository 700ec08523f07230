import { Button, makeStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../../../src/model/measure.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { isDate } from '../../model/attribute-types.ts';
import { Choice } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';

type Dimension = NonNullable<Measure['dimensions']>[number];

const useStyles = makeStyles({ line: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' } });

/** What splits a measure into rows. */
export function DimensionFields({ draft, onChange }: { draft: Measure; onChange: (draft: Measure) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const entities = useQuery(entitiesQuery).data?.items ?? [];
  const attributes = entities.find(({ name }) => name === draft.entity)?.attributes ?? [];
  const dimensions = draft.dimensions ?? [];
  const set = (next: readonly Dimension[]) => {
    const { dimensions: _old, ...rest } = draft;
    onChange(next.length === 0 ? rest : { ...rest, dimensions: [...next] });
  };
  const change = (index: number, dimension: Dimension | undefined) =>
    set(dimensions.flatMap((each, at) => (at === index ? (dimension ?? []) : each)));
  return (
    <Panel
      title={t('measure.dimensions')}
      lead={t('measure.dimensionsLead')}
      aside={
        <Button
          size="small"
          icon={<AddRegular />}
          onClick={() => set([...dimensions, { attribute: attributes[0]?.name ?? '' }])}
        >
          {t('app.add')}
        </Button>
      }
    >
      {dimensions.map((dimension, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dimensions have no name but their place
        <div key={index} className={styles.line}>
          <Choice
            label={t('measure.dimension')}
            value={dimension.attribute}
            options={attributes.map(({ name }) => ({ value: name, label: name }))}
            onChange={(attribute) => change(index, { ...dimension, attribute })}
          />
          {isDate(attributes.find(({ name }) => name === dimension.attribute)?.type ?? '') && (
            <Choice
              label={t('measure.bucket')}
              value={dimension.bucket ?? 'none'}
              options={(['none', 'day', 'month', 'year'] as const).map((bucket) => ({
                value: bucket,
                label: t(`bucket.${bucket}`),
              }))}
              onChange={(bucket) => change(index, { ...dimension, bucket: bucket as NonNullable<Dimension['bucket']> })}
            />
          )}
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('app.remove')}
            onClick={() => change(index, undefined)}
          />
        </div>
      ))}
    </Panel>
  );
}
