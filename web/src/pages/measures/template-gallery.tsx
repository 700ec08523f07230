import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { isDate, isNumber } from '../../model/attribute-types.ts';
import { Panel } from '../../parts/panel.tsx';
import { TEMPLATES, type TemplateAttributes } from './measure-draft.ts';

const useStyles = makeStyles({ list: { display: 'flex', flexWrap: 'wrap', gap: '8px' } });

/** Measures that many companies want, filled in from the entity that looks like purchases. */
export function TemplateGallery({ onChoose }: { onChoose: (measure: Measure) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const entities = useQuery(entitiesQuery).data?.items ?? [];
  const from = purchasesOf(entities);
  return (
    <Panel title={t('measure.templates')} lead={t('measure.templatesLead')}>
      <ul className={styles.list}>
        {TEMPLATES.map(({ key, make }) => (
          <li key={key}>
            <Button
              onClick={() => {
                const displayName = t(`measure.template.${key}`);
                onChoose({ ...make(from), displayName, name: displayName.replaceAll(/[^A-Za-z0-9]/g, '') });
              }}
            >
              {t(`measure.template.${key}`)}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The entity with most rows that has an amount and a date. */
function purchasesOf(entities: readonly EntityView[]): TemplateAttributes {
  const candidates = entities
    .filter(({ kind }) => kind === 'source')
    .map((entity) => ({
      entity,
      amount: entity.attributes.find(({ type }) => isNumber(type) && type !== 'integer')?.name,
      date: entity.attributes.find(({ type }) => isDate(type))?.name,
    }))
    .filter(({ amount, date }) => amount !== undefined && date !== undefined)
    .toSorted((a, b) => b.entity.rowCount - a.entity.rowCount);
  const [best] = candidates;
  return { entity: best?.entity.name ?? '', amount: best?.amount ?? '', date: best?.date ?? '' };
}
