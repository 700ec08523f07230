import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFINITION_KINDS, type DefinitionKind } from '../../src/model/definition.ts';

/** Folder of the demo's workspace. */
export const DEMO_WORKSPACE = import.meta.dirname;

/** What differs from one demo to the next; the files name them `${env:…}`. */
export interface DemoPlaces {
  /** Folder with the company's files. */
  readonly DEMO_DATA: string;
  readonly DEMO_TEAMS_WEBHOOK_URL: string;
  readonly DEMO_MAIL_HOST: string;
  readonly DEMO_MAIL_PORT: string;
}

/** One file of the workspace. */
export interface WorkspaceFile {
  readonly kind: DefinitionKind;
  /** Path below the workspace folder. */
  readonly path: string;
  readonly definition: unknown;
}

/** The definitions of the demo, by kind and file name; with `places`, the references to them are filled in. */
export async function readDemoWorkspace(places?: DemoPlaces): Promise<readonly WorkspaceFile[]> {
  const kinds = Object.keys(DEFINITION_KINDS) as DefinitionKind[];
  const files = await Promise.all(kinds.map((kind) => readKind(kind, places)));
  return files.flat();
}

async function readKind(kind: DefinitionKind, places: DemoPlaces | undefined): Promise<WorkspaceFile[]> {
  const { folder } = DEFINITION_KINDS[kind];
  const names = (await readdir(join(DEMO_WORKSPACE, folder))).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const text = await readFile(join(DEMO_WORKSPACE, path), 'utf8');
      return { kind, path, definition: JSON.parse(places ? fillIn(text, places) : text) as unknown };
    }),
  );
}

function fillIn(text: string, places: DemoPlaces): string {
  const values = new Map<string, string>(Object.entries(places));
  return text.replaceAll(/\$\{env:(\w+)\}/g, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}
