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
