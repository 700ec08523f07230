import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AttributeProfile, EntityView } from '../../../../src/app/view/entity.ts';
import { profileQuery } from '../../api/queries/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { ProfileChange, shorten } from './profile-change.tsx';

const useStyles = makeStyles({
  track: {
    width: '96px',
    height: '6px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground5,
    overflow: 'hidden',
  },
  bar: { height: '100%', backgroundColor: tokens.colorBrandBackground },
  share: { display: 'inline-flex', alignItems: 'center', gap: '8px' },
  top: { display: 'flex', flexWrap: 'wrap', gap: '4px', maxWidth: '460px' },
});

/** What the values of each attribute are like. */
export function EntityProfile({ entity }: { entity: EntityView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const { data, error, refetch } = useQuery(profileQuery(entity.name));
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const exported = () => data.items.map(({ top: _top, ...rest }) => rest);
  return (
    <>
      <Toolbar end={<ExportButtons name={`${entity.name}-attributes`} rows={exported} />} />
      <DataTable
        label={t('entity.attributes')}
        rows={data.items}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', title: t('app.name'), show: ({ name }) => <strong>{name}</strong> },
          { key: 'type', title: t('entity.type'), show: ({ type }) => t(`type.${type as 'string'}`) },
          {
            key: 'semantic',
            title: t('entity.semanticType'),
            show: ({ semanticType }) => (semanticType ? <Chip tone="brand">{semanticType}</Chip> : '–'),
          },
          {
            key: 'filled',
            title: t('entity.filled'),
            show: ({ filled }) => <Share share={entity.rowCount === 0 ? 0 : filled / entity.rowCount} />,
          },
          {
            key: 'distinct',
            title: t('entity.distinct'),
            show: ({ distinct }) => format.number(distinct),
            isNumber: true,
          },
          {
            key: 'change',
            title: t('entity.change'),
            show: (attribute) => <ProfileChange attribute={attribute} />,
          },
          { key: 'least', title: t('entity.least'), show: ({ least }) => shorten(least) },
          { key: 'most', title: t('entity.most'), show: ({ most }) => shorten(most) },
          {
            key: 'top',
            title: t('entity.top'),
            show: (attribute) => (
              <span className={styles.top}>{topOf(attribute, entity.rowCount, format.percent)}</span>
            ),
          },
        ]}
      />
    </>
  );
}

function Share({ share }: { share: number }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ display: 'block', width: `${Math.round(share * 100)}%` }} />
      </span>
      {format.percent(share)}
    </span>
  );
}

/** Values that most rows do not share say nothing. */
function topOf({ top, distinct, filled }: AttributeProfile, rows: number, percent: (share: number) => string) {
  if (distinct === filled || rows === 0) return '–';
  return top.map(({ value, rows: count }) => (
    <Chip key={value}>
      {shorten(value)} {percent(count / rows)}
    </Chip>
  ));
}
