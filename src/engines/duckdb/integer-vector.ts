import type { DuckDBResult, DuckDBVector } from '@duckdb/node-api';

/** The typed array inside an INTEGER vector. The bindings hold it as `items`, declared private; a contract test watches it. */
function itemsOf(vector: DuckDBVector): Int32Array {
  const { items } = vector as unknown as { items: unknown };
  if (!(items instanceof Int32Array)) throw new TypeError('The vector is not an INTEGER vector.');
  return items;
}

/** Both columns of a result of two INTEGER columns without nulls. */
export async function readIntegers(result: DuckDBResult): Promise<{ left: Int32Array; right: Int32Array }> {
  const left: Int32Array[] = [];
  const right: Int32Array[] = [];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    left.push(itemsOf(chunk.getColumnVector(0)).slice(0, chunk.rowCount));
    right.push(itemsOf(chunk.getColumnVector(1)).slice(0, chunk.rowCount));
  }
  return { left: concatenate(left), right: concatenate(right) };
}

/** Fills an INTEGER vector. */
export function writeIntegers(vector: DuckDBVector, values: Int32Array): void {
  itemsOf(vector).set(values);
  vector.flush();
}

function concatenate(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
