import type { FluxuError } from '../../base/errors.ts';
import { connectorError } from '../catalogue.ts';

/** What is wrong in an OData expression, with the place under a caret. */
export function odataFault(text: string, column: number, reason: string): FluxuError {
  const excerpt = `${text}\n${' '.repeat(Math.max(0, column - 1))}^`;
  return connectorError('FLX_ODATA_SYNTAX', { reason }, { place: { column, excerpt } });
}
