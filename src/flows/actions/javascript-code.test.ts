import { describe, expect, it } from 'vitest';
import { runStep } from '../../../test/support/action-call.ts';
import type { EvaluationContext } from '../language/index.ts';
import { javaScriptCode } from './javascript-code.ts';

const context: EvaluationContext = {
  workflow: { name: 'flow', run: { name: 'run-1' } },
  trigger: { name: 'manual', outputs: { body: { prompt: 'hi', amount: 5 } } },
  actions: {
    Compose: { outputs: [1, 2, 3, 4] },
    'My-Http': { outputs: { body: { value: 'x' }, headers: { 'Content-Type': 'text/plain' } } },
  },
};

async function run(code: string, rest: object = {}) {
  return runStep({ kind: javaScriptCode, definition: { inputs: { code, ...rest } }, context });
}

describe('JavaScriptCode gives', () => {
  it.each<[string, string, unknown]>([
    ['a value', 'return 1 + 1;', { body: 2 }],
    ['an object', "return { a: [1, 'x', null, true] };", { body: { a: [1, 'x', null, true] } }],
    ['nothing', 'var x = 1;', {}],
    ['what the trigger gave', 'return workflowContext.trigger.outputs.body.prompt;', { body: 'hi' }],
    ['what an action gave', 'return workflowContext.actions.Compose.outputs.filter(n => n > 2);', { body: [3, 4] }],
    [
      'what an action with a hyphen gave',
      "return workflowContext.actions['My-Http'].outputs.headers['Content-Type'];",
      { body: 'text/plain' },
    ],
    ['the name of the flow', 'return workflowContext.workflow.name;', { body: 'flow' }],
    [
      'what a function with its own this gives',
      'function f(v) { return v >= this.low; }\nreturn workflowContext.actions.Compose.outputs.filter(f, { low: 3 });',
      { body: [3, 4] },
    ],
    ['a kept promise', 'return Promise.resolve(7).then(n => n * 2);', { body: 14 }],
    ['what follows a comment at the end', 'return 1; // done', { body: 1 }],
    ['silence from the console', "console.log('x'); return 'y';", { body: 'y' }],
  ])('%s', async (_name, code, outputs) => {
    expect(await run(code)).toMatchObject({ status: 'Succeeded', outputs });
  });

  it('actions that are only named beside the code', async () => {
    const outcome = await run(
      "const a = workflowContext.actions; const n = 'Com' + 'pose'; return a[n].outputs.length;",
      {
        explicitDependencies: { actions: ['Compose'] },
      },
    );
    expect(outcome).toMatchObject({ outputs: { body: 4 } });
  });

  it.each<[string, string, RegExp]>([
    ['what is thrown', "throw new TypeError('bad')", /with error 'TypeError: bad'/],
    ['a value that is thrown', 'throw 0', /with error '0'/],
    ['a syntax error', 'return (', /SyntaxError/],
    ['an unknown action', 'return workflowContext.actions.Nope.outputs', /TypeError/],
    ['an unkept promise', 'return new Promise(() => {})', /never kept/],
    ['a broken promise', "return Promise.reject(new Error('no'))", /Error: no/],
  ])('a failure that says: %s', async (_name, code, message) => {
    expect(await run(code)).toMatchObject({
      status: 'Failed',
      code: 'InlineCodeScriptRuntimeFailure',
      error: { message: expect.stringMatching(message) },
    });
  });
});

describe('JavaScriptCode cannot', () => {
  it.each([
    'process',
    'require',
    'fetch',
    'globalThis.process',
    'Buffer',
    'WebAssembly',
    'setTimeout',
    'module',
    'os',
    'std',
  ])('see %s', async (name) => {
    expect(await run(`return typeof ${name};`)).toMatchObject({ outputs: { body: 'undefined' } });
  });

  it.each<[string, string]>([
    ['reach out through a constructor', "return this.constructor.constructor('return typeof process')()"],
    ['reach out through a prototype', "return [].constructor.constructor('return typeof process')()"],
  ])('%s', async (_name, code) => {
    expect(await run(code)).toMatchObject({ outputs: { body: 'undefined' } });
  });

  it('change what the next code sees', async () => {
    await run('Array.prototype.map = null; Object.prototype.evil = 1; globalThis.x = 1;');
    expect(await run('return [typeof [].map, typeof ({}).evil, typeof x].join()')).toMatchObject({
      outputs: { body: 'function,undefined,undefined' },
    });
  });

  it.each<[string, string, string]>([
    ['run for ever', 'while (true) {}', 'InlineCodeScriptTimeout'],
    [
      'take all memory',
      "let s = 'x'; const all = []; while (true) { s += s; all.push(s); }",
      'InlineCodeScriptRuntimeFailure',
    ],
    ['go down without end', 'function f() { return f() + 1; } return f();', 'InlineCodeScriptRuntimeFailure'],
    ['import a module', "return import('node:fs')", 'InlineCodeScriptRuntimeFailure'],
  ])('%s', async (_name, code, expected) => {
    expect(await run(code)).toMatchObject({ status: 'Failed', code: expected });
    expect(await run('return 1')).toMatchObject({ outputs: { body: 1 } });
  });
});
