import { useState } from 'react';

/** The value as it was when the page opened, e.g. the version a draft was made from, whatever others save meanwhile. */
export function useFirst<Value>(value: Value): Value {
  return useState(value)[0];
}
