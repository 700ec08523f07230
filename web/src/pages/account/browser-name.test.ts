import { describe, expect, it } from 'vitest';
import { browserName } from './browser-name.ts';

const APPLE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('the name of a browser', () => {
  it.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${APPLE} Chrome/147.0.0.0 Safari/537.36 Edg/147.0.0.0`,
      'Edge · Windows',
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${APPLE} Chrome/147.0.0.0 Safari/537.36`, 'Chrome · Linux'],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${APPLE} Version/19.0 Safari/605.1.15`, 'Safari · macOS'],
    ['Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'Firefox · Android'],
    ['node', 'node'],
  ])('of %s is %s', (userAgent, expected) => {
    expect(browserName(userAgent)).toBe(expected);
  });
});
