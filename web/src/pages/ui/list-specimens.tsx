import { Button } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { OrderedList } from '../../parts/ordered-list.tsx';

const TOWNS = [
  { name: 'Bilbao', people: 346_405 },
  { name: 'Donostia', people: 188_102 },
  { name: 'Gasteiz', people: 257_968 },
];

/** A list that is searched, sorted, chosen from and saved, and one whose order is changed. */
export function ListSpecimens() {
  const { t } = useTranslation();
  const format = useFormat();
  const [order, setOrder] = useState(TOWNS);
  return (
    <>
      <ListView
        name="ui"
        label="ListView"
        rows={TOWNS}
        keyOf={({ name }) => name}
        empty={<Empty icon={SearchRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />}
        bulk={(_chosen, onEnd) => <Button onClick={onEnd}>{t('app.done')}</Button>}
        columns={[
          { key: 'name', title: t('app.name'), value: ({ name }) => name, show: ({ name }) => name },
          {
            key: 'people',
            title: t('refresh.rows'),
            value: ({ people }) => people,
            show: ({ people }) => format.number(people),
            isNumber: true,
          },
        ]}
      />
      <OrderedList label="OrderedList" items={order} nameOf={({ name }) => name} onChange={setOrder}>
        {({ name }) => <span>{name}</span>}
      </OrderedList>
    </>
  );
}
