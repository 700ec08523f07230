import { expect, it } from 'vitest';
import { localeOf } from './locale.ts';

it.each([
  ['the region asked for', ['eu', 'en-US'], 'en-US'],
  ['the first tag that is one, where a browser names a locale of its system', ['en-US@posix', 'en-IE'], 'en-IE'],
  ['British habits where no tag is one', ['en-US@posix'], 'en-GB'],
  ['British habits where another language is asked for', ['fr-FR'], 'en-GB'],
])('writes English with %s', (_, wanted, expected) => {
  expect(localeOf('en', wanted)).toEqual({ numbers: expected, dates: expected, hasDateWords: true });
});
