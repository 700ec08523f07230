/** Flows in and out: every way in which Power Automate and Logic Apps wrap them. */
export { findConnectionReferences } from './connections.ts';
export { EXPORT_FORMATS, type ExportFormat, type KeptOriginal, writeFlow } from './export.ts';
export type { ExportedFlow } from './formats/exported-flow.ts';
export { type ReadFlow, readFlows } from './import.ts';
