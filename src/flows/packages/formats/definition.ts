import { type ExportedFile, type ExportedFlow, jsonFile } from './exported-flow.ts';

/** The bare definition. */
export function writeDefinition({ name, definition }: ExportedFlow): ExportedFile {
  return jsonFile(`${name}.json`, definition);
}
