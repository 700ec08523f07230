import { isPlainObject, type JsonObject } from '../../../src/base/json.ts';

/** An object that an address carries in JSON; undefined when there is none, or somebody wrote something else there. */
export function readAddressObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
