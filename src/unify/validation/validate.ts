import type { FluxuError } from '../../base/errors.ts';
import type { Entity } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';

/** x */
export function validateUnification(_unification: Unification, _entities: readonly Entity[]): FluxuError[] {
  return [];
}
