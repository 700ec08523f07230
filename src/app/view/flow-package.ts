import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import type { Plain } from './plain.ts';

const Reference = Type.Object({
  reference: Type.String({ description: 'What the definition calls the connection.' }),
  connector: Type.Optional(Type.String({ description: 'The connector it must belong to, where the file says.' })),
  connection: Type.Optional(Type.String({ description: 'The connection of this workspace that it uses.' })),
});
const Diagnostic = Type.Object({
  code: Type.String(),
  severity: oneOf(['error', 'warning'], 'An error stops the flow from doing what it says.'),
  pointer: Type.String({ description: 'JSON pointer in the file.' }),
  message: Type.String(),
});

/** What an import did with one flow of a file. */
export const ImportedFlow = Type.Object({
  flow: Type.String({ description: 'Name of the flow in this workspace.' }),
  displayName: Type.String(),
  file: Type.String(),
  path: Type.Optional(Type.String({ description: 'Path in the file, when it is an archive.' })),
  format: oneOf(['definition', 'workflow', 'arm', 'solution', 'package'], 'How the file wrapped it.'),
  result: oneOf(['created', 'updated', 'unchanged'], 'What became of it.'),
  version: Type.Integer({ description: 'Version of the flow now; 0 while there is none.' }),
  state: oneOf(['started', 'stopped'], 'A new flow that lacks connections is stopped.'),
  connections: Type.Array(Reference, { description: 'Every connection it names.' }),
  missingConnections: Type.Array(Reference, {
    description: 'Those that no connection of this workspace stands for yet.',
  }),
  openValues: Type.Array(Type.String(), {
    description: 'JSON pointers into the definition to values that only a deployment would give.',
  }),
  diagnostics: Type.Array(Diagnostic),
  unsupported: Type.Array(Type.Object({ pointer: Type.String(), type: Type.String() })),
  runnable: Type.Boolean(),
});
export type ImportedFlow = Plain<typeof ImportedFlow>;

/** A file with flows to import. */
export const FlowFile = Type.Object(
  {
    fileName: Type.String({ minLength: 1, maxLength: 260, description: 'Name of the file, e.g. Notify.zip.' }),
    content: Type.String({ description: 'The file in base64.' }),
    name: Type.Optional(Type.String({ description: 'Name for the flow, when the file holds one.' })),
    connections: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'Connection of this workspace by reference.' }),
    ),
  },
  { additionalProperties: false },
);

export type FlowFile = Plain<typeof FlowFile>;

/** What is to be imported, read already. */
export interface FlowImport {
  readonly file: string;
  readonly content: Uint8Array;
  readonly name?: string | undefined;
  readonly connections?: Readonly<Record<string, string>> | undefined;
  readonly changedBy: string;
  /** Reads files beside it; none are read when it is absent. */
  readonly read?: ((path: string) => string | undefined) | undefined;
}

/** A flow as a file. */
export interface FlowExport {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
