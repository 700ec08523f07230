import type { DefinitionKind, DefinitionTypes } from '../model/definition.ts';
import type { Database } from './schema.ts';

/** What a definition was once. */
export interface FormerDefinition<Kind extends DefinitionKind> {
  readonly content: DefinitionTypes[Kind];
  /** When another version took its place or it was removed, ISO 8601, UTC. */
  readonly until: string;
  /** Whether there is no definition of this name now. */
  readonly isRemoved: boolean;
}

/** All versions of definitions of a kind that are not the current ones, by name. */
export async function listFormerDefinitions<Kind extends DefinitionKind>(
  db: Database,
  kind: Kind,
): Promise<FormerDefinition<Kind>[]> {
  const rows = await db
    .selectFrom('definition_version as former')
    .innerJoin('definition_version as next', (on) =>
      on
        .onRef('next.kind', '=', 'former.kind')
        .onRef('next.name_key', '=', 'former.name_key')
        .on(({ eb, ref }) => eb('next.version', '=', eb(ref('former.version'), '+', 1))),
    )
    .innerJoin('definition as now', (on) =>
      on.onRef('now.kind', '=', 'former.kind').onRef('now.name_key', '=', 'former.name_key'),
    )
    .select(['former.content', 'next.changed_at', 'now.is_removed'])
    .where('former.kind', '=', kind)
    .where('former.is_removed', '=', 0)
    .orderBy('former.name_key')
    .orderBy('former.version')
    .execute();
  return rows.map(({ content, changed_at, is_removed }) => ({
    content: JSON.parse(content) as DefinitionTypes[Kind],
    until: changed_at,
    isRemoved: is_removed === 1,
  }));
}
