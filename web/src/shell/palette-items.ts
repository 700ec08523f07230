import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { definitionsQuery } from '../api/queries/definitions.ts';
import { entitiesQuery, firstRowsQuery } from '../api/queries/entities.ts';
import { runQuery } from '../api/queries/flows.ts';
import { factsOfCustomer, nameOfCustomer } from '../pages/customers/name-of-customer.ts';
import { runIdOf } from '../pages/flows/run-id.ts';
import { useSettled } from '../parts/use-settled.ts';
import { useRights } from '../session/use-session.ts';
import { pathOfDefinition } from './definition-path.ts';
import { pages } from './pages.ts';

/** A place that the palette leads to. */
export interface PaletteItem {
  /** Differs from that of every other item: several lead to one page. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly path: string;
}

const LEAST_LETTERS = 2;

const KINDS: readonly DefinitionKind[] = [
  'dataSource',
  'segment',
  'measure',
  'flow',
  'trigger',
  'relationship',
  'activity',
  'connection',
];

/** Pages and definitions whose names contain the words typed, best first, then the run whose id they are, then customers that the server finds by them. */
export function usePaletteItems(wanted: string): readonly PaletteItem[] {
  const { t } = useTranslation();
  const can = useRights();
  const definitions = useQueries({ queries: KINDS.map(definitionsQuery) });
  const all: PaletteItem[] = [
    ...pages
      .filter(({ role }) => role === undefined || can(role))
      .map(({ label, path }) => ({ id: path, name: t(label), kind: t('palette.page'), path })),
    ...definitions.flatMap(({ data }) =>
      (data?.items ?? []).map((record) => ({
        id: `${record.kind} ${record.name}`,
        name: displayNameOf(record),
        kind: t(`kind.${record.kind}`),
        path: pathOfDefinition(record.kind, record.name),
      })),
    ),
  ];
  return [...rank(all, wanted), ...useRun(wanted), ...useCustomers(wanted)];
}

/** The run whose id is typed. */
function useRun(wanted: string): readonly PaletteItem[] {
  const { t } = useTranslation();
  const id = runIdOf(wanted);
  const { data } = useQuery({ ...runQuery(id ?? ''), enabled: id !== undefined, retry: false });
  return id && data ? [{ id, name: data.displayName, kind: t('nav.runs'), path: `/flows/runs/${id}` }] : [];
}

/** The first customers found by the words typed; none before there are two letters. */
function useCustomers(wanted: string): readonly PaletteItem[] {
  const { t } = useTranslation();
  const search = useSettled(wanted.trim());
  const isAsked = search.length >= LEAST_LETTERS;
  const hasCustomers = useQuery({ ...entitiesQuery, enabled: isAsked }).data?.items.some(
    ({ name }) => name === 'Customer',
  );
  const { data } = useQuery({ ...firstRowsQuery('Customer', { search }), enabled: isAsked && hasCustomers === true });
  if (!isAsked || !data) return [];
  return data.items.map((row) => {
    const path = `/customers/${encodeURIComponent(String(row['CustomerId']))}`;
    const also = data.alsoKnown?.find(({ key }) => key === row['CustomerId']);
    const fact = also ? t('customer.alsoKnown', also) : factsOfCustomer(row)[0];
    const kind = [fact, t('palette.customer')].filter(Boolean).join(' · ');
    return { id: path, name: nameOfCustomer(row), kind, path };
  });
}

/** Items that contain every word, those whose name begins with the text first. */
export function rank(items: readonly PaletteItem[], wanted: string): readonly PaletteItem[] {
  const text = fold(wanted.trim());
  const words = text.split(/\s+/).filter(Boolean);
  const found = items.filter((item) => words.every((word) => fold(`${item.name} ${item.kind}`).includes(word)));
  const begins = (item: PaletteItem) => (fold(item.name).startsWith(text) ? 0 : 1);
  return found.toSorted((a, b) => begins(a) - begins(b));
}

/** The name people see of a definition. */
export function displayNameOf(record: DefinitionRecord): string {
  const definition = record.definition as { displayName?: string } | undefined;
  return definition?.displayName ?? record.name;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
