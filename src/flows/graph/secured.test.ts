import { describe, expect, it } from 'vitest';
import { findSecured } from './secured.ts';

const secure = (...properties: string[]) => ({ runtimeConfiguration: { secureData: { properties } } });
const [open, hidden] = [
  { inputs: false, outputs: false },
  { inputs: true, outputs: true },
];

describe('what history hides', () => {
  it('follows what is read of hidden outputs, through steps that give what they got', () => {
    const found = findSecured({
      actions: {
        Secret: { type: 'Http', inputs: {}, ...secure('outputs') },
        Copy: { type: 'Compose', inputs: "Token @{body('secret')?['token']}" },
        Scope: {
          type: 'Scope',
          actions: {
            Use: { type: 'Http', inputs: { headers: { Authorization: "@outputs('Copy')" } } },
            Other: { type: 'Http', inputs: { uri: "@outputs('Use')" } },
          },
        },
      },
    });
    expect(Object.fromEntries(found)).toEqual({
      secret: { inputs: false, outputs: true },
      copy: hidden,
      scope: open,
      use: { inputs: true, outputs: false },
      other: open,
    });
  });

  it('follows what is read of a trigger whose outputs are hidden', () => {
    const found = findSecured({
      triggers: { manual: { type: 'Request', ...secure('outputs') } },
      actions: {
        Mail: { type: 'ApiConnection', inputs: { body: "@triggerBody()?['iban']" } },
        Fixed: { type: 'ApiConnection', inputs: { body: 'nothing' } },
      },
    });
    expect(Object.fromEntries(found)).toEqual({ mail: { inputs: true, outputs: false }, fixed: open });
  });

  it('follows elements of loops, variables, results of scopes and data operations', () => {
    const found = findSecured({
      actions: {
        Keep: { type: 'InitializeVariable', inputs: { variables: [{ name: 'Kept', type: 'string' }] } },
        Scope: { type: 'Scope', actions: { Secret: { type: 'Http', inputs: {}, ...secure('inputs', 'outputs') } } },
        All: { type: 'Compose', inputs: "@result('Scope')" },
        Rows: { type: 'Select', inputs: { from: "@body('Secret')", select: '@item()' } },
        Each: {
          type: 'Foreach',
          foreach: "@body('Rows')",
          actions: {
            Named: { type: 'Compose', inputs: "@items('Each')" },
            Near: { type: 'Compose', inputs: '@item()?.iban' },
            Set: { type: 'SetVariable', inputs: { name: 'kept', value: "@outputs('Near')" } },
          },
        },
        Use: { type: 'Http', inputs: { body: "@variables('Kept')" } },
        Fixed: { type: 'Http', inputs: { body: 'nothing' } },
      },
    });
    for (const name of ['all', 'rows', 'each', 'named', 'near', 'set']) expect(found.get(name), name).toEqual(hidden);
    expect(found.get('use')).toEqual({ inputs: true, outputs: false });
    for (const name of ['keep', 'scope', 'fixed']) expect(found.get(name), name).toEqual(open);
  });

  it('hides what reads the hidden inputs of an action', () => {
    const found = findSecured({
      actions: {
        Call: { type: 'Http', inputs: {}, ...secure('inputs') },
        Sent: { type: 'Compose', inputs: "@actions('Call')?['inputs']" },
        Got: { type: 'Compose', inputs: "@body('Call')" },
      },
    });
    expect([found.get('sent'), found.get('got')]).toEqual([hidden, open]);
  });

  it('takes names in capitals and with quotes as what they are', () => {
    const found = findSecured({
      actions: {
        "Ane's": { type: 'Http', inputs: {}, ...secure('inputs', 'outputs') },
        Use: { type: 'Http', inputs: "@body('ANE''S')" },
      },
    });
    expect(found.get('use')).toEqual({ inputs: true, outputs: false });
  });
});
