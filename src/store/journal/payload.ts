import { hashOf } from '../../base/ids.ts';

/** Texts beyond this are stored apart, once for equal contents. */
export const INLINE_LENGTH = 2048;
const REFERENCE = '\u0001';

/** A text that is stored apart. */
export interface Payload {
  readonly hash: string;
  readonly content: string;
}

/** Takes large texts out of a batch of records and puts references in their place. */
export class PayloadCollector {
  readonly payloads = new Map<string, Payload>();
  /** Runs that name each payload, by hash. */
  readonly uses = new Map<string, Set<string>>();

  /** The text of a run itself when it is small, else a reference to it. */
  store(text: string, runId: string): string;
  store(text: string | undefined, runId: string): string | null;
  store(text: string | undefined, runId: string): string | null {
    if (text === undefined) return null;
    if (text.length <= INLINE_LENGTH) return text;
    const hash = hashOf(text);
    this.payloads.set(hash, { hash, content: text });
    this.uses.set(hash, (this.uses.get(hash) ?? new Set()).add(runId));
    return `${REFERENCE}${hash}`;
  }
}

/** The hash behind a reference, or undefined when the text stands for itself. */
export function referencedHash(text: string | null): string | undefined {
  return text?.startsWith(REFERENCE) ? text.slice(1) : undefined;
}
