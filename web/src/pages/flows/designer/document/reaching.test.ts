import { describe, expect, it } from 'vitest';
import { reachingSteps } from './reaching.ts';

const call = (staticResultOptions?: string) => ({
  type: 'Http',
  ...(staticResultOptions && { runtimeConfiguration: { staticResult: { name: 'Fixed', staticResultOptions } } }),
});

describe('steps that reach out', () => {
  it('are calls, mails, webhooks and other flows, wherever they stand, and not what stays here', () => {
    const actions = {
      Say: { type: 'Compose' },
      Ask: { type: 'Response' },
      Each: { type: 'Foreach', actions: { Mail: { type: 'OpenApiConnection' }, Set: { type: 'SetVariable' } } },
      Wait: { type: 'HttpWebhook' },
      Child: { type: 'workflow' },
    };
    expect(reachingSteps({ actions }).map(({ name }) => name)).toEqual(['Mail', 'Wait', 'Child']);
  });

  it('are not those whose static result is in use', () => {
    const staticResults = { Fixed: { status: 'Succeeded', outputs: {} } };
    const actions = { Off: call('Disabled'), On: call('Enabled'), Bare: call() };
    expect(reachingSteps({ actions, staticResults }).map(({ name }) => name)).toEqual(['Off', 'Bare']);
    expect(reachingSteps({ actions }).map(({ name }) => name)).toEqual(['Off', 'On', 'Bare']);
  });
});
