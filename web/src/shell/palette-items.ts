import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { definitionsQuery } from '../api/queries.ts';
import { useCan } from '../session/use-session.ts';
import { pathOfDefinition } from './definition-path.ts';
import { pages } from './pages.ts';

/** A place that the palette leads to. */
export interface PaletteItem {
  readonly name: string;
  readonly kind: string;
  readonly path: string;
}

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

/** Pages and definitions whose names contain the words typed, best first. */
export function usePaletteItems(wanted: string): readonly PaletteItem[] {
  const { t } = useTranslation();
  const isAdministrator = useCan('administrator');
  const definitions = useQueries({ queries: KINDS.map(definitionsQuery) });
  const all: PaletteItem[] = [
    ...pages
      .filter(({ role }) => role === undefined || isAdministrator)
      .map(({ label, path }) => ({ name: t(label), kind: t('palette.page'), path })),
    ...definitions.flatMap(({ data }) =>
      (data?.items ?? []).map((record) => ({
        name: displayNameOf(record),
        kind: t(`kind.${record.kind}`),
        path: pathOfDefinition(record.kind, record.name),
      })),
    ),
  ];
  return rank(all, wanted);
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
