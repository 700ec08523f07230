import Type from 'typebox';
import { isFluxuError } from '../../base/errors.ts';
import { oneOf, strict } from '../../model/name.ts';
import { loadGroups } from '../files/combine.ts';
import { fileSource, folderOptions } from '../files/folder.ts';
import { type DataFile, isUnreadable, newestChange, unreadable } from '../files/locate.ts';
import { landNothing } from '../files/nothing.ts';
import type { EntityRequest, LandingPlace, RawRows, SourceContext, SourceKind } from '../kind.ts';
import { evenLineEnds } from './line-ends.ts';
import { lineFilesOf } from './lines.ts';
import { groupAlike, makeReadable, type ReadableFile } from './readable.ts';

const shared = fileSource('.csv', '.tsv', '.txt');

const writing = {
  delimiter: Type.Optional(
    Type.String({ minLength: 1, maxLength: 4, description: 'Between fields; recognised when left out.' }),
  ),
  quote: Type.Optional(oneOf(['"', "'"], 'Around fields; recognised when left out.')),
  header: Type.Optional(
    Type.Boolean({ description: 'Whether the first line names the columns; recognised when left out.' }),
  ),
  encoding: Type.Optional(
    Type.String({ description: 'utf-8, utf-16le, utf-16be, windows-1252, …; recognised when left out.' }),
  ),
};

/** Text files with delimited fields: packed or not, one or many an entity, in any usual encoding. */
export const csvSource: SourceKind = Object.freeze({
  kind: 'csv',
  title: 'CSV files',
  summary: 'Delimited text files (comma, semicolon, tab, bar), also gzipped, one or many for an entity.',
  options: Type.Object({ ...folderOptions, ...writing }, strict),
  entityOptions: Type.Object(
    {
      path: Type.Optional(
        Type.String({ description: 'A file, a pattern such as sales/*.csv.gz, or a folder. Default: <entity>.csv.' }),
      ),
      columns: Type.Optional(
        Type.Array(Type.String({ minLength: 1 }), { description: 'Names of the columns where there is no header.' }),
      ),
      ...writing,
    },
    strict,
  ),
  example: { options: { folder: 'data' }, entityOptions: { path: 'contacts-*.csv' } },
  ...shared,
  land: async (request, place, context) => {
    const { files, readable } = await prepare(request, context, false);
    const sourceModifiedAt = newestChange(files);
    if (readable.length === 0) return { ...(await landNothing(place)), sourceModifiedAt };
    return { ...(await loadReadable(place, { files, readable }, context)), sourceModifiedAt };
  },
  lines: async (request, context) => {
    const { readable, groups } = await prepare(request, context, true);
    return lineFilesOf(readable, groups);
  },
} satisfies SourceKind);

/** The files of an entity as the engine can read them. */
async function prepare(request: EntityRequest, context: SourceContext, isHeadEnough: boolean) {
  const files = await shared.locate(request, context);
  const made = files.map(({ path }) => makeReadable({ path, isHeadEnough }, request, context));
  const readable = (await Promise.all(made)).filter((file) => file !== undefined);
  return { files, readable, groups: groupAlike(readable) };
}

/**
 * Loads files as they are; where the engine cannot, as it cannot where line ends differ within a file, once more with even
 * line ends.
 * @throws FLX_SOURCE_FILE_UNREADABLE
 */
async function loadReadable(
  place: LandingPlace,
  { files, readable }: { readonly files: readonly DataFile[]; readonly readable: readonly ReadableFile[] },
  context: SourceContext,
): Promise<RawRows> {
  const groups = groupAlike(readable);
  try {
    return { ...(await loadGroups(place, groups)), lines: lineFilesOf(readable, groups) };
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause;
  }
  try {
    const even = await Promise.all(readable.map((file) => evenLineEnds(file, context)));
    return await loadGroups(place, groupAlike(even));
  } catch (cause) {
    if (isFluxuError(cause) && !isUnreadable(cause)) throw cause;
    throw unreadable(files.map(({ path }) => path).join("', '"), cause);
  }
}
