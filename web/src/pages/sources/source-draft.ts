import type { UploadView } from '../../../../src/app/view/source.ts';
import type { DataSource, SourceEntity } from '../../../../src/model/data-source.ts';
import { nameFor } from '../../parts/form/name-fields.tsx';

/** A data source while it is being written. */
export interface SourceDraft {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly entities: readonly SourceEntity[];
  readonly retry?: DataSource['retry'];
  readonly allowedCorruptShare?: number | undefined;
  readonly isActive?: boolean | undefined;
}

/** A source that nothing is known of yet. */
export const EMPTY_DRAFT: SourceDraft = { name: '', kind: '', options: {}, entities: [] };

/** A source that reads an uploaded file, called like it. */
export function draftOf({ kind, upload, entity, file }: UploadView): SourceDraft {
  const displayName = file.replace(/(\.[a-z0-9]+)+$/i, '');
  const name = nameFor(displayName);
  return {
    ...EMPTY_DRAFT,
    ...(name.length >= 3 && { name, displayName }),
    kind,
    options: { upload },
    entities: [{ name: entity, options: { path: file } }],
  };
}

export const SOURCE_STEPS = ['kind', 'connection', 'entities', 'attributes', 'review'] as const;
export type SourceStep = (typeof SOURCE_STEPS)[number];

/** Index of the last step that a draft allows to open. */
export function reachedStep(draft: SourceDraft): number {
  if (draft.kind === '') return 0;
  if (draft.name.length < 3) return 1;
  return draft.entities.length === 0 ? 2 : 4;
}

/** The draft with one entity changed; undefined takes it away. */
export function withEntity(draft: SourceDraft, name: string, entity: SourceEntity | undefined): SourceDraft {
  const entities = draft.entities.flatMap((each) => (each.name === name ? (entity ?? []) : each));
  return { ...draft, entities };
}

/** A name that an entity may have, from what the source calls it. */
export function entityNameFor(title: string): string {
  const name = title.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^[^A-Za-z]+/, '');
  return (name.length < 3 ? `${name}_rows` : name).slice(0, 64);
}

/** Value of an attribute's declaration changed; a declaration that says nothing is left out. */
export function withAttribute(
  entity: SourceEntity,
  name: string,
  change: { readonly type?: string | undefined; readonly semanticType?: string | undefined },
): SourceEntity {
  const known = (entity.attributes ?? []).find((attribute) => attribute.name === name);
  const next = Object.fromEntries(
    Object.entries({ ...known, name, ...change }).filter(([, value]) => value !== undefined && value !== ''),
  ) as NonNullable<SourceEntity['attributes']>[number];
  const others = (entity.attributes ?? []).filter((attribute) => attribute.name !== name);
  const attributes = Object.keys(next).length > 1 ? [...others, next] : others;
  const { attributes: _old, ...rest } = entity;
  return attributes.length > 0 ? { ...rest, attributes } : rest;
}
