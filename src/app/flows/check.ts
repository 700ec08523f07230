import type { FluxuError } from '../../base/errors.ts';
import { checkUnwrapped, unwrapDefinitions } from '../../flows/language/index.ts';

/** What a check of one definition says. */
export interface CheckedFile {
  /** The file, and inside an archive the path there. */
  readonly file: string;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly pointer: string;
    readonly message: string;
  }[];
  readonly unsupported: readonly { readonly pointer: string; readonly type: string }[];
  readonly runnable: boolean;
}

/** Checks every definition in a file of any wrapping. @throws FLX_FLOW_FILE, FLX_FLOW_JSON */
export function checkFlowFile(file: string, content: Uint8Array): CheckedFile[] {
  return unwrapDefinitions(file, content).map((unwrapped) => ({ file: unwrapped.file, ...checkUnwrapped(unwrapped) }));
}

/** A file that holds no definition, as a check result. */
export function unreadableFile(file: string, { code, message }: FluxuError): CheckedFile {
  return { file, diagnostics: [{ code, severity: 'error', pointer: '', message }], unsupported: [], runnable: false };
}
