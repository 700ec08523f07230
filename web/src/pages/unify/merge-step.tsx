import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { BulkBar } from '../../parts/bulk/bulk-bar.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { CombineCommands } from './combine-commands.tsx';
import { type Merge, type ProfileField, tidy, withField, withGroup } from './merge-draft.ts';
import { useMergeColumns } from './use-merge-columns.tsx';
import { useUnifyPreview } from './use-unify-preview.ts';
import { WinnerDialog } from './winner-dialog.tsx';

/** Which fields the unified profile has, under which names, what they are made of, and what wins. */
export function MergeStep(props: {
  draft: Unification;
  onChange: (draft: Unification) => void;
  entities: readonly EntityView[];
}) {
  const { t } = useTranslation();
  const { draft, onChange } = props;
  const merge: Merge = draft.merge ?? {};
  const set = (next: Merge) => {
    const { merge: _old, ...rest } = draft;
    const tidied = tidy(next);
    onChange(Object.keys(tidied).length === 0 ? rest : { ...rest, merge: tidied });
  };
  const { query, isStale } = useUnifyPreview(draft);
  const fields = useLast(query.data?.fields);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<ProfileField>();
  const columns = useMergeColumns({ merge, isStale, onChange: set, onEdit: setEdited });
  if (!fields) return <p role="status">{t('app.loading')}</p>;
  const chosenFields = fields.filter(({ name }) => chosen.has(name));
  const clear = () => setChosen(new Set());
  return (
    <Panel title={t('unify.profileFields')} lead={t('unify.profileFieldsLead')}>
      {chosenFields.length > 0 && (
        <BulkBar count={chosenFields.length} onClear={clear}>
          <CombineCommands
            fields={chosenFields}
            merge={merge}
            isStale={isStale}
            onChange={(next) => {
              set(next);
              clear();
            }}
          />
        </BulkBar>
      )}
      <DataTable
        label={t('unify.profileFields')}
        rows={fields}
        keyOf={({ name }) => name}
        columns={columns}
        selection={{ chosen, nameOf: ({ name }) => name, onChange: setChosen }}
      />
      {edited && (
        <WinnerDialog
          title={t('mergeField.title', { name: edited.group ?? edited.name })}
          winner={edited.group === undefined ? edited : { ...edited, sources: sourcesOf(merge, edited.group) }}
          entities={props.entities.filter(({ name }) => draft.entities.some(({ entity }) => entity === name))}
          isGroup={edited.group !== undefined}
          onClose={() => setEdited(undefined)}
          onApply={(winner) =>
            set(
              edited.group === undefined
                ? withField(merge, edited.name, winner)
                : withGroup(merge, edited.group, winner),
            )
          }
        />
      )}
    </Panel>
  );
}

/** The entities of a group in their order; a group has no single attribute. */
function sourcesOf(merge: Merge, group: string): ProfileField['sources'] {
  const sources = merge.groups?.find(({ name }) => name === group)?.sources ?? [];
  return sources.map(({ entity }) => ({ entity, attribute: '' }));
}

/** What was known last, while it is worked out anew or cannot be. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}
