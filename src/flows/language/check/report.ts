import type { FluxuError } from '../../../base/errors.ts';

/** One finding in a definition. */
export interface Diagnostic {
  readonly code: string;
  /** An error stops the flow from doing what it says; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** JSON pointer into what was checked. */
  readonly pointer: string;
  readonly message: string;
  /** One order that mends it. */
  readonly mend: string;
}

/** Gathers findings; the same one at the same place counts once. */
export class Report {
  readonly #found = new Map<string, Diagnostic>();

  add(problem: FluxuError, pointer: string, severity: Diagnostic['severity'] = 'error'): void {
    const { code, message, mend } = problem;
    this.#found.set(`${code} ${pointer} ${message}`, { code, severity, pointer, message, mend });
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#found.values()];
  }
}
