import { writeArmTemplate } from './formats/arm.ts';
import { writeDefinition } from './formats/definition.ts';
import type { ExportedFile, ExportedFlow } from './formats/exported-flow.ts';
import { writePackage } from './formats/package.ts';
import { writeSolution } from './formats/solution.ts';
import type { FlowOrigin } from './import.ts';
import { writeOriginal } from './original.ts';

/** What a flow can be exported as. */
export const EXPORT_FORMATS = ['definition', 'package', 'solution', 'arm'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const WRITERS: Readonly<Record<ExportFormat, (flow: ExportedFlow) => ExportedFile>> = {
  definition: writeDefinition,
  package: writePackage,
  solution: writeSolution,
  arm: writeArmTemplate,
};

/** Where the flow came from, and the file as it came. */
export interface KeptOriginal {
  readonly origin: FlowOrigin;
  readonly bytes: Uint8Array;
}

/**
 * A flow as a file. One that was imported in the same format is written back as it came, with the definition as it is now;
 * a `workflow.json` counts as a definition.
 */
export function writeFlow(flow: ExportedFlow, format: ExportFormat, original?: KeptOriginal): ExportedFile {
  const fresh = WRITERS[format](flow);
  if (!original || formatOf(original.origin) !== format) return fresh;
  const bytes = writeOriginal({ ...original, definition: flow.definition });
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return {
    fileName: original.origin.file || fresh.fileName,
    contentType: isZip ? 'application/zip' : 'application/json',
    bytes,
  };
}

function formatOf({ format }: FlowOrigin): ExportFormat {
  return format === 'workflow' ? 'definition' : format;
}
