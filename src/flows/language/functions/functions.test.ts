import { describe, expect, it } from 'vitest';
import { createContextScope, type EvaluationContext, evaluateExpression, FUNCTIONS, printJson } from '../index.ts';

const fixed = { randomFraction: 0.5 };

function give(expression: string, context: EvaluationContext = {}): string {
  const random = { fraction: () => fixed.randomFraction, bytes: (count: number) => new Uint8Array(count).fill(7) };
  return printJson(evaluateExpression(expression, createContextScope(context, { random })));
}

/** Names of the documentation, by its categories, and those in use that it leaves out. */
const DOCUMENTED = `
  chunk concat endsWith formatNumber guid indexOf isFloat isInt lastIndexOf length nthIndexOf replace slice split startsWith substring toLower toUpper trim
  contains empty first intersection item join last reverse skip sort take union
  and equals greater greaterOrEquals if less lessOrEquals not or
  array base64 base64ToBinary base64ToString binary bool createArray dataUri dataUriToBinary dataUriToString decimal decodeBase64 decodeDataUri decodeUriComponent encodeUriComponent float int json string uriComponent uriComponentToBinary uriComponentToString xml
  add div max min mod mul rand range sub
  addDays addHours addMinutes addSeconds addToTime convertFromUtc convertTimeZone convertToUtc dateDifference dayOfMonth dayOfWeek dayOfYear formatDateTime getFutureTime getPastTime parseDateTime startOfDay startOfHour startOfMonth subtractFromTime ticks utcNow
  action actions body formDataMultiValues formDataValue items iterationIndexes listCallbackUrl multipartBody outputs parameters result trigger triggerBody triggerFormDataMultiValues triggerFormDataValue triggerMultipartBody triggerOutputs variables workflow
  uriHost uriPath uriPathAndQuery uriPort uriQuery uriScheme
  addProperty coalesce removeProperty setProperty xpath`;
const UNDOCUMENTED = 'actionBody actionOutputs triggers appsetting agentParameters';
const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();

describe('functions', () => {
  it('are the 125 of the documentation and those in use beside them', () => {
    expect(words(DOCUMENTED)).toHaveLength(125);
    expect(FUNCTIONS.map(({ name }) => name).sort()).toEqual([...words(DOCUMENTED), ...words(UNDOCUMENTED)].sort());
  });

  it.each(FUNCTIONS.filter(({ isRandom, needsRun }) => !isRandom && !needsRun).map((own) => [own.name, own] as const))(
    '%s gives what its example says',
    (_name, { example }) => {
      expect(give(example.expression)).toBe(printJson(example.result));
    },
  );

  it('are found in any case', () => {
    expect(give("TOLOWER('A')")).toBe('"a"');
  });
});

/** Expressions and their results as JSON, or the code of the error. */
const TABLES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'null, booleans and numbers as text': [
    ["concat('[', null, ']')", '"[]"'],
    ["concat(true, ' ', false)", '"True False"'],
    ['string(1.0)', '"1"'],
    ['string(3e1)', '"30"'],
    ['string(1e21)', '"1E+21"'],
    ['string(1.5e-7)', '"1.5E-07"'],
    ['string(createArray(1, null, true, 1.5))', '"[1,null,true,1.5]"'],
    ['concat(json(\'{"a":[1,2]}\'))', '"{\\"a\\":[1,2]}"'],
    ["string(decimal('1.10'))", '"1.10"'],
  ],
  equality: [
    ["equals(null, '')", 'false'],
    ["equals('a', 'A')", 'false'],
    ['equals(1, 1.0)', 'true'],
    ["equals(decimal('1.0'), 1)", 'true'],
    ['equals(true, 1)', 'true'],
    ['equals(json(\'{"a":1,"b":2}\'), json(\'{"b":2,"a":1}\'))', 'true'],
    ['equals(createArray(1, 2), createArray(2, 1))', 'false'],
  ],
  order: [
    ['greater(2, 1)', 'true'],
    ["greater('a', 'B')", 'true'],
    ['lessOrEquals(1.5, 1.5)', 'true'],
    ["greater(1, '1')", 'FLX_FLOW_ARGUMENT_MIX'],
    ['greater(true, false)', 'FLX_FLOW_ARGUMENT_VALUE'],
    ['less(null, 1)', 'FLX_FLOW_ARGUMENT_VALUE'],
  ],
  'integers of 64 bits': [
    ['add(9223372036854775806, 1)', '9223372036854775807'],
    ['add(9223372036854775807, 1)', 'FLX_FLOW_NUMBER_RANGE'],
    ['mul(4294967296, 2147483647)', '9223372032559808512'],
    ['sub(-9223372036854775807, 2)', 'FLX_FLOW_NUMBER_RANGE'],
    ["int('nan')", '-9223372036854775808'],
    ["int('1.0')", '1'],
    ["int('  +1,000 ')", '1000'],
    ["int('  200- ')", 'FLX_FLOW_NOT_INTEGER'],
    ["int('1.5')", 'FLX_FLOW_NOT_INTEGER'],
    ["isInt('9223372036854775808')", 'false'],
  ],
  division: [
    ['div(7, -2)', '-3'],
    ['div(7.0, 2)', '3.5'],
    ['mod(-7, 3)', '-1'],
    ['mod(7.5, 2)', '1.5'],
    ['div(1, 0)', 'FLX_FLOW_DIVISION_BY_ZERO'],
    ['mod(1.0, 0)', 'FLX_FLOW_DIVISION_BY_ZERO'],
  ],
  decimals: [
    ["div(decimal('1'), decimal('3'))", '0.3333333333333333333333333333'],
    ["add(decimal('1.10'), decimal('2.20'))", '3.30'],
    ["mul(decimal('1.10'), 2)", '2.20'],
    ["decimal('79228162514264337593543950336')", 'FLX_FLOW_ARGUMENT_VALUE'],
  ],
  'floats as text of a culture': [
    ["float('10.000,333', 'de-DE')", '10000.333'],
    ["float('10,000.333')", '10000.333'],
    ["float('1.5-')", '-1.5'],
    ["float('')", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["isFloat('10.000,00', 'de-DE')", 'true'],
    ["isFloat('abc')", 'false'],
  ],
  'number formats': [
    ["formatNumber(1234567890, '0,0.00', 'is-is')", '"1.234.567.890,00"'],
    ["formatNumber(17.35, 'C2')", '"$17.35"'],
    ["formatNumber(17.35, 'C2', 'is-is')", '"17,35\u00a0kr."'],
    ["formatNumber(1234.5678, 'N3', 'de-DE')", '"1.234,568"'],
    ["formatNumber(123456789012, 'N0', 'hi-IN')", '"1,23,45,67,89,012"'],
    ["formatNumber(255, 'x4')", '"00ff"'],
    ["formatNumber(-1234, 'D8')", '"-00001234"'],
    ["formatNumber(1234.5678, 'e2')", '"1.23e+003"'],
    ["formatNumber(1234567, 'G3')", '"1.23E+06"'],
    ["formatNumber(-5, '0;(0);zero')", '"(5)"'],
    ["formatNumber(0, '0;(0);zero')", '"zero"'],
    ["formatNumber(0.086, '#0.##%')", '"8.6%"'],
    ["formatNumber(86000, '0.###E+0')", '"8.6E+4"'],
    ["formatNumber(1.5, '')", '"1.5"'],
    ["formatNumber(9223372036854775807, 'R')", '"9223372036854775807"'],
    ["formatNumber(5, 'Z')", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["formatNumber(5.5, 'D')", 'FLX_FLOW_ARGUMENT_VALUE'],
  ],
  'parts of text': [
    ["substring('hello', 5)", '""'],
    ["substring('hello', 6)", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["substring('hello', 1, 10)", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["slice('Hello World', -5, -2)", '"Wor"'],
    ["slice('Hello', 5, 2)", '""'],
    ["slice('Hello', 10)", '""'],
    ["lastIndexOf('hello', '')", '4'],
    ["lastIndexOf('', '')", '0'],
    ["lastIndexOf('', 'a')", '-1'],
    ["indexOf('aXa', 'x')", '1'],
    ["nthIndexOf('123456789123465789', '6', -1)", '13'],
    ["endsWith('abc', 'BC')", 'true'],
    ["contains('abc', 'B')", 'false'],
    ["replace('aAa', 'a', 'b')", '"bAb"'],
    ["replace('abc', '', 'x')", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["split('', ',')", '[""]'],
    ["split('abc', null)", 'FLX_FLOW_ARGUMENT_TYPE'],
    ["chunk('abcdefgh', 3)", '["abc","def","gh"]'],
  ],
  collections: [
    ["first('')", '""'],
    ["first(json('[]'))", 'null'],
    ['empty(null)', 'true'],
    ['empty(0)', 'FLX_FLOW_ARGUMENT_VALUE'],
    ['length(null)', 'FLX_FLOW_ARGUMENT_TYPE'],
    ["length(json('{}'))", 'FLX_FLOW_ARGUMENT_TYPE'],
    ["join(createArray('a', 1, null, true), '; ')", '"a; 1; ; True"'],
    ['skip(createArray(1, 2, 3), 5)', '[]'],
    ["take('hello', 2)", '"he"'],
    ['take(createArray(1), -1)', 'FLX_FLOW_ARGUMENT_VALUE'],
    ['intersection(createArray(1, 2, 2, 3), createArray(2, 3))', '[2,3]'],
    ['union(json(\'{"a":1}\'), json(\'{"a":2,"b":3}\'))', '{"a":2,"b":3}'],
    ["sort(createArray(json('{\"n\":2}'), json('{\"n\":1}')), 'n')", '[{"n":1},{"n":2}]'],
    ['range(1, 100001)', 'FLX_FLOW_ARGUMENT_VALUE'],
    ['range(2147483647, 1)', 'FLX_FLOW_ARGUMENT_VALUE'],
  ],
  laziness: [
    ['if(true, 1, div(1, 0))', '1'],
    ['and(false, nope())', 'false'],
    ['or(true, nope())', 'true'],
    ['coalesce(1, nope())', '1'],
    ['if(true, nope(), 1)', 'FLX_FLOW_UNKNOWN_FUNCTION'],
    ['and()', 'FLX_FLOW_ARGUMENT_COUNT'],
    ["and('true', true)", 'FLX_FLOW_ARGUMENT_TYPE'],
  ],
  'objects and their properties': [
    ["addProperty(json('{\"a\":1}'), 'b', 2)", '{"a":1,"b":2}'],
    ["addProperty(json('{\"a\":1}'), 'A', 2)", 'FLX_FLOW_PROPERTY_EXISTS'],
    ["setProperty(json('{\"a\":1}'), 'a', null)", '{"a":null}'],
    ["removeProperty(json('{\"a\":1}'), 'z')", '{"a":1}'],
    ['json(\'{"A":1,"a":2}\').a', '2'],
    ['json(\'{"A":1,"B":2}\').b', '2'],
    ['json(\'{"a":1,"b":2,"a":3}\')', '{"b":2,"a":3}'],
    ["json('{\"a\":{\"b\":[1,2]}}')?['a']?['b']?[5]", 'null'],
    ['json(\'{"a":null}\')?.a?.b', 'null'],
    ['json(\'{"a":1}\').b', 'FLX_FLOW_PROPERTY_MISSING'],
    ["json('{\"a\":1}')?['a']?['b']", 'FLX_FLOW_NOT_SELECTABLE'],
    ['json(\'{"a":1}\')?[0]', 'FLX_FLOW_NOT_SELECTABLE'],
    ["json('[1]')[1]", 'FLX_FLOW_INDEX_MISSING'],
    ["json('{}')?['__proto__']", 'null'],
    ["json('{}')?.constructor", 'null'],
    ['json(\'{"body":{"x":1}}\')?[\'body/x\']', '1'],
    ['json(\'{"body/x":2,"body":{"x":1}}\')?[\'body/x\']', '2'],
  ],
  'binaries and data URIs': [
    ["base64ToBinary('aGVsbG8=')", '{"$content-type":"application/octet-stream","$content":"aGVsbG8="}'],
    ["string(base64ToBinary('test'))", '"\ufffd\ufffd-"'],
    ["base64ToString('aGVsbG8')", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["dataUri('hello')", '"data:text/plain;charset=utf-8;base64,aGVsbG8="'],
    ["dataUriToString('data:,hello%20world')", '"hello world"'],
    [
      "dataUriToBinary('data:text/plain;charset=utf-8;base64,aGVsbG8=')",
      '{"$content-type":"text/plain;charset=utf-8","$content":"aGVsbG8="}',
    ],
    ['string(binary(true))', '"True"'],
    ["uriComponent('a b+c~!*()')", '"a%20b%2Bc~%21%2A%28%29"'],
  ],
  'XML and JSON': [
    ['json(xml(\'<a b="1">x</a>\'))', '{"a":{"@b":"1","#text":"x"}}'],
    ["json(xml('<r><i>1</i><i>2</i></r>'))", '{"r":{"i":["1","2"]}}'],
    ["json(xml('<r><a/><b></b></r>'))", '{"r":{"a":null,"b":""}}'],
    ["json(xml('<r><![CDATA[x]]></r>'))", '{"r":{"#cdata-section":"x"}}'],
    ['string(xml(json(\'{"r":{"@a":"1","i":["x","y"]}}\')))', '"<r a=\\"1\\"><i>x</i><i>y</i></r>"'],
    ['string(xml(json(\'{"r":{"a b":1}}\')))', '"<r><a_x0020_b>1</a_x0020_b></r>"'],
    ['xml(json(\'{"a":1,"b":2}\'))', 'FLX_FLOW_XML_FROM_JSON'],
    ["xml('<a>')", 'FLX_FLOW_XML'],
  ],
  'XPath 1.0': [
    ["xpath(xml('<r><a>1</a><a>2</a></r>'), 'sum(/r/a)')", '3.0'],
    ["xpath(xml('<r><a>1</a></r>'), '/r/a/text()')", '["1"]'],
    ["xpath(xml('<r><a x=\"5\"/></r>'), '/r/a/@x')", '["5"]'],
    [
      "xpath(xml('<r><a>1</a></r>'), '/r/a')",
      '[{"$content-type":"application/xml;charset=utf-8","$content":"PGE+MTwvYT4="}]',
    ],
    ["xpath(xml('<r/>'), '/r/none')", '[]'],
    ["xpath('<r/>', '/r')", 'FLX_FLOW_ARGUMENT_TYPE'],
    ["xpath(xml('<r/>'), '///')", 'FLX_FLOW_XPATH'],
  ],
  'date formats': [
    ["formatDateTime('2018-03-15T13:00:00.1234567Z')", '"2018-03-15T13:00:00.1234567Z"'],
    ["formatDateTime('2018-03-15T13:00:00')", '"2018-03-15T13:00:00.0000000"'],
    ["formatDateTime('2018-03-15T13:00:00Z', 'D')", '"Thursday, March 15, 2018"'],
    ["formatDateTime('2018-03-15T13:00:00Z', 'r')", '"Thu, 15 Mar 2018 13:00:00 GMT"'],
    ["formatDateTime('2018-03-15T13:00:00Z', 'u')", '"2018-03-15 13:00:00Z"'],
    ["formatDateTime('01/31/2016', 'dddd MMMM d', 'fr-FR')", '"dimanche janvier 31"'],
    ["formatDateTime('2018-03-05T04:05:09Z', 'D', 'ja-JP')", '"2018年3月5日月曜日"'],
    ["formatDateTime('2018-03-05T04:05:09Z', 'D', 'de-de')", '"Montag, 5. März 2018"'],
    ["formatDateTime('2018-03-05T16:05:09Z', 'h:mm:ss tt K')", '"4:05:09 PM Z"'],
    ["formatDateTime('2018-03-05T04:05:09.12Z', 'ff FFF fffffff')", '"12 12 1200000"'],
    ["formatDateTime('2018-03-05T04:05:09Z', 'ss.FFF')", '"09"'],
    ["formatDateTime('2018-03-05T04:05:09Z', 'yyyyMMddTHHmmssZ')", '"20180305T040509Z"'],
    ["formatDateTime('2018-03-05T04:05:09Z', 'ffffffff')", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["formatDateTime('2018-03-05T04:05:09.12345678Z')", '"2018-03-05T04:05:09.1234568Z"'],
    ["formatDateTime('2018-03-05T23:59:59.99999999Z')", '"2018-03-06T00:00:00.0000000Z"'],
    ["formatDateTime('2018-03-05', 'x')", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["formatDateTime('2018-02-30')", 'FLX_FLOW_ARGUMENT_VALUE'],
  ],
  'moments read': [
    ["parseDateTime('20 octobre 2010', 'fr-FR')", '"2010-10-20T00:00:00.0000000"'],
    ["parseDateTime('20190521', 'fr-fr', 'yyyyMMdd')", '"2019-05-21T00:00:00.0000000"'],
    ["parseDateTime('20.10.2014', 'de-DE')", '"2014-10-20T00:00:00.0000000"'],
    ["parseDateTime('2014-10-20T10:00:00+02:00')", '"2014-10-20T08:00:00.0000000Z"'],
    ["parseDateTime('2014-10-20T15:30:00Z', 'en-US', 'yyyy-MM-ddTHH:mm:ssZ')", '"2014-10-20T15:30:00.0000000Z"'],
    ["parseDateTime('2014-10-20T15Z', '', 'yyyy-MM-ddTHH\\Z')", '"2014-10-20T15:00:00.0000000"'],
    ["ticks('0001-01-01T00:00:00Z')", '0'],
    ["dayOfYear('2020-12-31')", '366'],
  ],
  'time zones': [
    ["convertFromUtc('2018-01-01T08:00:00Z', 'Pacific Standard Time')", '"2018-01-01T00:00:00.0000000"'],
    ["convertFromUtc('2018-07-01T08:00:00Z', 'America/Los_Angeles')", '"2018-07-01T01:00:00.0000000"'],
    ["convertToUtc('2018-01-01T00:00:00', 'pacific standard time')", '"2018-01-01T08:00:00.0000000Z"'],
    ["convertTimeZone('2018-01-01T08:00:00', 'UTC', 'Tokyo Standard Time')", '"2018-01-01T17:00:00.0000000"'],
    ["convertTimeZone('2018-01-01T08:00:00', 'Nowhere', 'UTC')", 'FLX_FLOW_ARGUMENT_VALUE'],
  ],
  'time spans and steps': [
    ["dateDifference('2015-02-08', '2018-07-30')", '"1268.00:00:00"'],
    ["dateDifference('2018-01-02T03:04:05.5', '2018-01-01')", '"-1.03:04:05.5000000"'],
    ["addToTime('2018-01-31T00:00:00Z', 1, 'Month')", '"2018-02-28T00:00:00.0000000Z"'],
    ["addDays('9999-12-31T00:00:00Z', 1)", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["addMinutes('2018-03-15T00:00:00.0000001Z', 1)", '"2018-03-15T00:01:00.0000001Z"'],
    ["addToTime('2018-01-01', 1, 'fortnight')", 'FLX_FLOW_ARGUMENT_VALUE'],
  ],
};

function outcome(expression: string, context?: EvaluationContext): string {
  try {
    return give(expression, context);
  } catch (error) {
    return String((error as { code?: string }).code ?? error);
  }
}

describe.each(Object.entries(TABLES))('%s', (_topic, rows) => {
  it.each(rows)('%s gives %s', (expression, expected) => {
    expect(outcome(expression)).toBe(expected);
  });
});

describe('functions that read the run', () => {
  const context: EvaluationContext = {
    parameters: { Level: 'high' },
    variables: { count: 3 },
    trigger: { outputs: { headers: {}, body: { id: 7, 'a/b': 1, items: [{ x: 1 }] } } },
    actions: {
      Get: { status: 'Succeeded', outputs: { statusCode: 200, body: { value: [1, 2] } } },
      Form: {
        outputs: {
          body: {
            $formdata: [
              { key: 'a', value: '1' },
              { key: 'a', value: '2' },
              { key: 'b', value: '3' },
            ],
          },
        },
      },
      Parts: {
        outputs: { body: { $multipart: [{ headers: {}, body: { $content: 'aGk=', '$content-type': 'text/plain' } }] } },
      },
      Scope: { result: [{ name: 'Inner', status: 'Failed' }] },
    },
    items: { Each: { n: 1 } },
    item: 5,
    iterationIndexes: { Until: 2 },
    utcNow: '2025-09-25T05:18:31.3384797Z',
    workflow: { run: { name: 'R1' } },
    appsettings: { KEY: 'v' },
  };

  it.each<[string, string]>([
    ["parameters('level')", '"high"'],
    ["variables('count')", '3'],
    ['triggerBody()?.id', '7'],
    ["triggerOutputs()?['body/id']", '7'],
    ["triggerBody()?['a/b']", '1'],
    ["body('Get').value[1]", '2'],
    ["outputs('get')?['body/value']", '[1,2]'],
    ["actions('Get').status", '"Succeeded"'],
    ["actionBody('Get').value[0]", '1'],
    ["formDataValue('Form', 'b')", '"3"'],
    ["formDataMultiValues('Form', 'a')", '["1","2"]'],
    ["formDataValue('Form', 'a')", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["multipartBody('Parts', 0)", '{"$content":"aGk=","$content-type":"text/plain"}'],
    ["multipartBody('Parts', 1)", 'FLX_FLOW_ARGUMENT_VALUE'],
    ["result('Scope')[0].status", '"Failed"'],
    ["items('Each').n", '1'],
    ['item()', '5'],
    ["iterationIndexes('Until')", '2'],
    ['utcNow()', '"2025-09-25T05:18:31.3384797Z"'],
    ["getPastTime(1, 'Day', 'yyyy-MM-dd')", '"2025-09-24"'],
    ['workflow().run.name', '"R1"'],
    ["appsetting('KEY')", '"v"'],
    ["body('Nobody')", 'FLX_FLOW_UNKNOWN_ACTION'],
    ["variables('nothing')", 'FLX_FLOW_UNKNOWN_VARIABLE'],
    ['rand(1, 11)', '6'],
    ['guid()', '"07070707-0707-4707-8707-070707070707"'],
  ])('%s gives %s', (expression, expected) => {
    expect(outcome(expression, context)).toBe(expected);
  });
});
