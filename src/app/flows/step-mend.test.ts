import { describe, expect, it } from 'vitest';
import { statusName } from '../../flows/actions/status-name.ts';
import { flowError } from '../../flows/catalogue.ts';
import { flowConnectorError } from '../../flows/connectors/catalogue.ts';
import { languageError } from '../../flows/language/catalogue.ts';
import { explain } from '../../flows/run/fault.ts';
import { withMend } from './step-mend.ts';

describe('what mends the error of a step', () => {
  it('is the order of our own error, with what the message names', () => {
    const { code, message, mend } = flowConnectorError('FLX_CALL_PARAMETER_MISSING', { name: 'to', operation: 'Send' });
    expect(mend).toContain("'to'");
    expect(withMend({ code, message })).toEqual({ code, message, mend });
  });

  it('is not said twice where the message says it', () => {
    const error = explain(flowConnectorError('FLX_CALL_PARAMETER_MISSING', { name: 'to', operation: 'Send' }));
    expect(withMend(error)).toEqual(error);
  });

  it.each([
    flowError('FLX_FLOW_INPUT', { action: 'Mail', expected: 'a text', input: 'body', found: 'a list' }),
    languageError('FLX_FLOW_SYNTAX', { problem: 'There is no closing bracket.' }),
  ])('is not said twice where a parameter ends the message: $code', (error) => {
    const told = explain(error);
    expect(told.message.endsWith(error.mend)).toBe(true);
    expect(withMend(told)).toEqual(told);
  });

  it.each([
    [401, /sign in to the connection/],
    [403, /give the account of the connection the right/],
    [404, /Correct the address/],
    [408, /time limit/],
    [429, /too often/],
    [500, /side of the service/],
    [502, /side of the service/],
    [503, /side of the service/],
    [504, /time limit/],
  ])('is a plain sentence for an answer of %i', (status, mend) => {
    expect(withMend({ code: statusName(status), message: 'No.' })).toMatchObject({ mend: expect.stringMatching(mend) });
  });

  it('is nothing for a code that says nothing', () => {
    expect(withMend({ code: 'Gone', message: 'No.' })).toEqual({ code: 'Gone', message: 'No.' });
  });
});
