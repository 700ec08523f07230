import { describe, expect, it } from 'vitest';
import { isSameReference, plainTitle, readReference, withNames } from './reference.ts';

const titleOf = (expression: string) => {
  const reference = readReference(expression);
  return reference && plainTitle(reference, (word) => `<${word}>`);
};

describe('an expression', () => {
  it('has the names of what it reads in it, and what computes as it is', () => {
    const expression =
      "if(equals(triggerBody()?['lastRefresh'], null), 'never', concat(utcNow(), body('Get')?['entityCount']))";
    expect(withNames(expression, titleOf)).toBe(
      "if(equals(Last refresh, null), 'never', concat(utcNow(), Entity count))",
    );
  });
});

describe('the value that an expression reads', () => {
  it.each([
    ["triggerBody()?['segment']?['friendlyName']", 'Segment friendly name'],
    ["triggerOutputs()?['body/segment/friendlyName']", 'Segment friendly name'],
    ['triggerBody().zip_code', 'Zip code'],
    ["body('Get')?['value']?[0]?['KPI']", 'Value kpi'],
    ["outputs('It''s')?['statusCode']", '<statusCode>'],
    ["outputs('Get')?['headers']?['ETag']", 'Headers etag'],
    ["body('Get')", '<body>'],
    ["outputs('Get')?['body']", '<body>'],
    ["outputs('Get')", '<outputs>'],
    ["items('Each')", '<item>'],
    ["item()?['name']", 'Name'],
    ["iterationIndexes('Until')", '<index>'],
    ["result('Scope')", '<result>'],
    ["variables('nTries')", 'nTries'],
    ["parameters('$connections')", '$connections'],
  ])('%s is called %s', (expression, title) => {
    expect(titleOf(expression)).toBe(title);
  });

  it.each(['utcNow()', "concat(body('Get'), 'a')", "body('Get')?[variables('x')]", "body('Get", '', "toUpper('a')"])(
    'is none in %s, which computes or is broken',
    (expression) => {
      expect(readReference(expression)).toBeUndefined();
    },
  );

  it.each([
    ["triggerBody()?['a']", "triggerOutputs()['body']?.a", true],
    ["body('Get')?['a']", "outputs('GET')?['body/A']", true],
    ["body('Get')?['a']", "triggerBody()?['a']", false],
    ["body('Get')?['a']", "body('Other')?['a']", false],
  ])('of %s and %s is the same: %s', (one, other, isSame) => {
    const [first, second] = [readReference(one), readReference(other)];
    expect(first && second && isSameReference(first, second)).toBe(isSame);
  });
});
