import { Checkbox, Input, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { SchemaField } from '../../parts/form/schema-form.tsx';
import { Panel } from '../../parts/panel.tsx';

type Merge = NonNullable<Unification['merge']>;

const useStyles = makeStyles({ name: { minWidth: '160px' } });

/** Which fields the unified profile has, under which names, and what wins. */
export function MergeStep(props: {
  draft: Unification;
  onChange: (draft: Unification) => void;
  customer: EntityView | undefined;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { draft, onChange, customer } = props;
  const merge: Merge = draft.merge ?? {};
  const set = (part: Merge) => {
    const entries = Object.entries({ ...merge, ...part }).filter(([, value]) => value !== undefined);
    const { merge: _old, ...rest } = draft;
    onChange(entries.length === 0 ? rest : { ...rest, merge: Object.fromEntries(entries) as Merge });
  };
  const excluded = merge.exclude ?? [];
  const keys = draft.entities.map(({ entity }) => `${entity}_`);
  const known = (customer?.attributes ?? []).filter(
    ({ name }) => !/CustomerId$/.test(name) && !keys.some((key) => name.startsWith(key)),
  );
  const rows = [
    ...known,
    ...excluded.filter((name) => !known.some((each) => each.name === name)).map((name) => ({ name, type: 'string' })),
  ];
  return (
    <>
      <Panel title={t('unify.profileFields')} lead={t('unify.profileFieldsLead')}>
        <DataTable
          label={t('unify.profileFields')}
          rows={rows}
          keyOf={({ name }) => name}
          columns={[
            { key: 'name', title: t('app.name'), show: ({ name }) => name },
            {
              key: 'kept',
              title: t('unify.kept'),
              show: ({ name }) => (
                <Checkbox
                  aria-label={`${t('unify.kept')}: ${name}`}
                  checked={!excluded.includes(name)}
                  onChange={(_event, { checked }) => {
                    const next = checked === true ? excluded.filter((each) => each !== name) : [...excluded, name];
                    set({ exclude: next.length === 0 ? undefined : next } as Merge);
                  }}
                />
              ),
            },
            {
              key: 'rename',
              title: t('unify.shownAs'),
              show: ({ name }) => (
                <Input
                  className={styles.name}
                  aria-label={`${t('unify.shownAs')}: ${name}`}
                  placeholder={name}
                  value={merge.rename?.[name] ?? ''}
                  onChange={(_event, { value }) => {
                    const { [name]: _old, ...rest } = merge.rename ?? {};
                    const next = value === '' ? rest : { ...rest, [name]: value };
                    set({ rename: Object.keys(next).length === 0 ? undefined : next } as Merge);
                  }}
                />
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={t('unify.combine')} lead={t('unify.combineLead')}>
        <SchemaField
          name="fields"
          schema={{ type: 'object', title: t('unify.combineFields') }}
          isRequired={false}
          value={merge.fields}
          onChange={(fields) => set({ fields } as Merge)}
        />
        <SchemaField
          name="groups"
          schema={{ type: 'object', title: t('unify.combineGroups') }}
          isRequired={false}
          value={merge.groups}
          onChange={(groups) => set({ groups } as Merge)}
        />
      </Panel>
    </>
  );
}
