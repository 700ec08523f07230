import { isDeepStrictEqual } from 'node:util';
import { EXPORT_FORMATS, type ExportedFlow, type ReadFlow, readFlows, writeFlow } from '../src/flows/packages/index.ts';

/** Why a definition does not come back as it went in, by way of every format; undefined when it does. */
export function findRoundTripFault(file: string, content: Uint8Array): string | undefined {
  const flows = readFlows(file, content);
  return flows.map((flow) => faultOf(flow, content)).find((fault) => fault !== undefined);
}

function faultOf(flow: ReadFlow, content: Uint8Array): string | undefined {
  const written = writeFlow(exported(flow), ownFormat(flow), { origin: flow.origin, bytes: flow.original });
  if (!Buffer.from(written.bytes).equals(Buffer.from(content))) return 'its own format is not written back as it came';
  const bare = writeFlow(exported(flow), 'definition').bytes;
  if (flow.origin.format === 'definition' && !isDeepStrictEqual(parse(bare), parse(content)))
    return 'the bare definition differs';
  return EXPORT_FORMATS.map((format) => formatFault(flow, format)).find((fault) => fault !== undefined);
}

function formatFault(flow: ReadFlow, format: (typeof EXPORT_FORMATS)[number]): string | undefined {
  const [back] = readFlows('file', writeFlow(exported(flow), format).bytes);
  if (!back || !isDeepStrictEqual(back.definition, flow.definition)) return `${format} gives another definition`;
  const names = (references: ReadFlow['references']) => references.map(({ reference }) => reference);
  const isSame = isDeepStrictEqual(names(back.references), names(flow.references));
  return isSame ? undefined : `${format} gives other connections`;
}

function ownFormat({ origin }: ReadFlow): (typeof EXPORT_FORMATS)[number] {
  return origin.format === 'workflow' ? 'definition' : origin.format;
}

function exported(flow: ReadFlow): ExportedFlow {
  return { ...flow, isStopped: false, writtenAt: '2026-01-01T00:00:00Z' };
}

function parse(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes).replace(/^\ufeff/, ''));
}
