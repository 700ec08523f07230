import { describe, expect, it } from 'vitest';
import { readAddressObject } from './address-object.ts';

describe('an object in an address', () => {
  it('is read', () => {
    expect(readAddressObject('{"Town":"Bilbo"}')).toEqual({ Town: 'Bilbo' });
  });

  it.each(['', 'x', 'null', '7', '"a"', '[1]', '{"a"'])('is none in %j', (text) => {
    expect(readAddressObject(text)).toBeUndefined();
  });
});
