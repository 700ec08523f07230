import { Button } from '@fluentui/react-components';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { putDefinition, removeDefinition } from '../../api/commands.ts';
import { usersQuery } from '../../api/queries/definitions.ts';
import { Dialog } from '../dialog.tsx';
import { Problem } from '../problem.tsx';
import { type Deletion, type Named, planDeletion } from './deletion-plan.ts';
import { useBulk } from './use-bulk.ts';

/** A definition with what people call it and what stands in its place when it is taken back. */
export interface DefinitionItem extends Named {
  readonly displayName: string;
  readonly definition: unknown;
}

/** Asks before definitions are deleted, and names what uses them; what is used stays. Can be taken back for a while, except what holds secrets. */
export function DeleteDialog(props: { items: readonly DefinitionItem[]; onClose: () => void; onDeleted: () => void }) {
  const { t } = useTranslation();
  const { items, onClose, onDeleted } = props;
  const queries = useQueries({ queries: items.map(({ kind, name }) => usersQuery(kind, name)) });
  const bulk = useBulk<DefinitionItem>(() => {
    onClose();
    onDeleted();
  });
  const error = queries.find((query) => query.error)?.error;
  const isKnown = queries.every(({ data }) => data);
  const { deleted, kept } = planDeletion(
    items.map((item, index) => ({ item, users: queries[index]?.data?.items ?? [] })),
  );
  const isForGood = items.some(({ kind }) => kind === 'connection');
  const [first] = items;
  const name = first?.displayName ?? '';
  const run = () =>
    bulk.mutate({
      items: deleted,
      work: removeDefinition,
      // The secrets of a connection are gone with it.
      ...(!isForGood && { undo: putDefinition }),
      text: items.length === 1 ? t('app.deleted', { name }) : t('bulk.deleted', { count: deleted.length }),
    });
  return (
    <Dialog
      title={items.length === 1 ? t('app.deleteTitle', { name }) : t('bulk.deleteTitle', { count: items.length })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={!isKnown || deleted.length === 0 || bulk.isPending}
            onClick={run}
          >
            {items.length === 1 || !isKnown ? t('app.delete') : t('bulk.delete', { count: deleted.length })}
          </Button>
        </>
      }
    >
      {error && <Problem error={error} />}
      {!isKnown && <p>{t('app.loading')}</p>}
      {isKnown && kept.length === 0 && <p>{t('app.deleteFree')}</p>}
      {isForGood && deleted.length > 0 && <p>{t('bulk.deleteForGood')}</p>}
      {isKnown && kept.map((each) => <Kept key={each.item.name} {...each} isOnly={items.length === 1} />)}
    </Dialog>
  );
}

function Kept({ item, users, isOnly }: Deletion<DefinitionItem> & { isOnly: boolean }) {
  const { t } = useTranslation();
  return (
    <div>
      <p>
        {isOnly
          ? t('app.deleteUsed', { count: users.length })
          : t('bulk.kept', { name: item.displayName, count: users.length })}
      </p>
      <ul>
        {users.map(({ kind, name }) => (
          <li key={`${kind}/${name}`}>
            {t(`kind.${kind}`)} <strong>{name}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
