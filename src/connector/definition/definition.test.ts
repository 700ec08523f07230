import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isPlainObject } from '../../base/json.ts';
import { findBreakingChanges } from './compatibility.ts';
import { connectorOperations } from './index.ts';
import { connectorFiles, connectorZip } from './package.ts';
import { createProperties } from './properties.ts';
import { SIGN_IN_KINDS } from './sign-in.ts';
import { createDefinition } from './swagger.ts';

const GOLDEN = 'test/golden/connector/apiDefinition.golden.json';
const definition = createDefinition({ signIn: 'apiKey' });
type Raw = Record<string, unknown>;

/** Every object in a document, with its path. */
function* objectsIn(value: unknown, path: readonly string[] = []): Generator<readonly [readonly string[], Raw]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* objectsIn(item, [...path, String(index)]);
  } else if (isPlainObject(value)) {
    yield [path, value];
    for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, [...path, key]);
  }
}

const objects = [...objectsIn(definition)];
const parameters = connectorOperations.flatMap((operation) =>
  operation.parameters.map((parameter) => [`${operation.operationId}.${parameter['name']}`, parameter] as const),
);

describe('the definition that Power Automate imports', () => {
  it('is the committed one; write it anew with: fluxu connector export --format swagger --out test/golden/connector/apiDefinition.golden.json', () => {
    expect(`${JSON.stringify(definition, null, 2)}\n`).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('takes nothing away from flows that use the committed one', () => {
    expect(findBreakingChanges(JSON.parse(readFileSync(GOLDEN, 'utf8')), definition)).toEqual([]);
  });

  it('has six webhooks, six polling triggers and the ten actions', () => {
    const visible = connectorOperations.filter(({ visibility }) => visibility !== 'internal');
    const count = (trigger: string | undefined) => visible.filter((operation) => operation.trigger === trigger).length;
    expect([count('single'), count('batch'), count(undefined)]).toEqual([6, 6, 10]);
  });

  it('names each operation once, in Pascal case', () => {
    const ids = connectorOperations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Z][A-Za-z0-9]*$/.test(id))).toEqual([]);
  });

  it('refers only to definitions that it holds', () => {
    const held = Object.keys(definition['definitions'] as Raw);
    const wanted = objects.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref.split('/').at(-1)] : []));
    expect(wanted.filter((name) => !held.includes(name ?? ''))).toEqual([]);
  });

  it('declares exactly the parameters that its paths hold', () => {
    for (const { path, parameters: own } of connectorOperations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(
        own.filter((parameter) => parameter['in'] === 'path').map((parameter) => parameter['name']),
        path,
      ).toEqual(inPath);
    }
  });

  it('takes lists and schemas only from operations that it has, with parameters that those have', () => {
    const byId = new Map(connectorOperations.map((operation) => [operation.operationId, operation]));
    const sources = objects.filter(([path]) => /^x-ms-dynamic-/.test(path.at(-1) ?? ''));
    expect(sources.length).toBeGreaterThan(40);
    for (const [path, source] of sources) {
      const known = byId.get(String(source['operationId']))?.parameters.map((parameter) => String(parameter['name']));
      expect(known, path.join('/')).toEqual(expect.arrayContaining(Object.keys(source['parameters'] as Raw)));
    }
  });
});

describe('the rules of certification', () => {
  const info = definition['info'] as Record<string, string>;

  it('hold for title and description', () => {
    expect(info['title']?.length).toBeLessThanOrEqual(30);
    expect(info['title']).not.toMatch(/\b(API|Connector|Power (Apps|Automate|BI))\b/i);
    expect(info['description']?.length).toBeGreaterThanOrEqual(30);
    expect(info['description']?.length).toBeLessThanOrEqual(500);
    expect(info['contact']).toMatchObject({ name: /./, url: /^https/, email: /@/ });
  });

  it('hold for the host, which is never this machine', () => {
    const host = (publicUrl?: string) => createDefinition({ signIn: 'oauth', publicUrl })['host'];
    expect([host(), host('http://localhost:7420'), host('https://fluxu.contoso.com:8443')]).toEqual([
      'fluxu.example.com',
      'fluxu.example.com',
      'fluxu.contoso.com:8443',
    ]);
  });

  it('hold for every operation: a summary of at most 80 characters and a description that is a sentence', () => {
    for (const { operationId, summary, description } of connectorOperations) {
      expect(summary.length, operationId).toBeLessThanOrEqual(80);
      expect(description, operationId).toMatch(/^[A-Z].*\.$/s);
      expect(description, operationId).not.toBe(summary);
    }
  });

  it.each(parameters)('hold for the parameter %s', (_name, parameter) => {
    expect(String(parameter['x-ms-summary'])).toMatch(/^.{1,80}$/);
    expect(String(parameter['description'] ?? 'Body.')).toMatch(/^[A-Z].*\.$/s);
  });

  it('hold for answers: the first that succeeds has a schema, unless there is nothing to give', () => {
    for (const { operationId, responses, trigger, method } of connectorOperations) {
      const [status, first] = Object.entries(responses)[0] ?? [];
      if (trigger === 'single' || method === 'delete') continue;
      expect([operationId, Number(status) < 300, first?.['schema'] !== undefined]).toEqual([operationId, true, true]);
    }
  });

  it('hold for schemas: nothing empty, every field with a summary and a description', () => {
    const empty = objects.filter(
      ([path, value]) =>
        ['properties', 'items', 'schema'].includes(path.at(-1) ?? '') && Object.keys(value).length === 0,
    );
    expect(empty.map(([path]) => path.join('/'))).toEqual([]);
    const fields = Object.values(definition['definitions'] as Record<string, { properties: Record<string, Raw> }>);
    for (const { properties } of fields)
      for (const [name, field] of Object.entries(properties)) {
        expect([name, field['x-ms-summary']]).toEqual([name, expect.stringMatching(/^[A-Z]/)]);
        expect([name, field['description']]).toEqual([name, expect.stringMatching(/\.$/)]);
      }
  });

  it.each(SIGN_IN_KINDS)(
    'hold for the properties with %s: own colour, one way to sign in, host by connection',
    (signIn) => {
      const { properties } = createProperties({ signIn }) as { properties: Raw };
      expect(['#007ee5', '#ffffff']).not.toContain(properties['iconBrandColor']);
      const names = Object.keys(properties['connectionParameters'] as Raw);
      expect(names).toEqual(['host', signIn === 'apiKey' ? 'api_key' : 'token']);
      expect(JSON.stringify(properties['policyTemplateInstances'])).toContain(
        "https://@connectionParameters('host')/connector",
      );
    },
  );
});

describe('the package', () => {
  it('holds definition, properties, icon and readme, the same bytes each time', () => {
    const zip = connectorZip({ signIn: 'oauth', publicUrl: 'https://fluxu.contoso.com' });
    expect(Buffer.from(connectorZip({ signIn: 'oauth', publicUrl: 'https://fluxu.contoso.com' }))).toEqual(
      Buffer.from(zip),
    );
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual([
      'README.md',
      'apiDefinition.swagger.json',
      'apiProperties.json',
      'icon.png',
      'settings.json',
    ]);
    expect(
      Buffer.from(files['icon.png'] ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(Buffer.from(files['apiProperties.json'] ?? []).toString()).toContain(
      'https://fluxu.contoso.com/oauth/token',
    );
  });

  it('asks for the right thing for each way to sign in', () => {
    const readme = (signIn: (typeof SIGN_IN_KINDS)[number]) =>
      Buffer.from(connectorFiles({ signIn })['README.md'] ?? []).toString();
    expect(readme('apiKey')).toContain('An API key with the scope');
    expect(readme('oauth')).toContain('An OAuth client');
    expect(readme('entra')).toContain('An app registration in Microsoft Entra ID');
  });
});

describe('a change of the definition', () => {
  const changed = (change: (document: Raw & { paths: Record<string, Record<string, Raw>> }) => void) => {
    const copy = structuredClone(definition) as never;
    change(copy);
    return findBreakingChanges(definition, copy).map(({ message }) => message);
  };
  const items = '/datasets/{dataset}/tables/{table}/items';

  it.each<[string, Parameters<typeof changed>[0], string[]]>([
    ['nothing', () => {}, []],
    [
      'an operation less',
      ({ paths }) => {
        delete paths[items]?.['post'];
      },
      ['The operation CreateItem is gone.'],
    ],
    [
      'a parameter less',
      ({ paths }) => {
        const get = paths[items]?.['get'] as { parameters: Raw[] };
        get.parameters = get.parameters.filter(({ name }) => name !== '$skip');
      },
      ['The parameter $skip of GetItems is gone.'],
    ],
    [
      'a parameter that is newly required',
      ({ paths }) => {
        const get = paths[items]?.['get'] as { parameters: Raw[] };
        for (const parameter of get.parameters) if (parameter['name'] === '$top') parameter['required'] = true;
      },
      ['The parameter $top of GetItems is newly required.'],
    ],
    [
      'a field less in what a trigger sends',
      (document) => {
        const { FullRefreshCompleted } = document['definitions'] as Record<string, { properties: Raw }>;
        delete FullRefreshCompleted?.properties['jobStatus'];
      },
      [
        'The field jobStatus of OnFullRefreshCompleted is gone.',
        'The field */jobStatus of PollFullRefreshCompleted is gone.',
      ],
    ],
    [
      'an operation elsewhere',
      ({ paths }) => {
        paths['/elsewhere'] = { get: paths['/datasets']?.['get'] as Raw };
        delete paths['/datasets'];
      },
      ['ListInstances moved to get /elsewhere.'],
    ],
    [
      'a new operation and a new optional parameter',
      ({ paths }) => {
        const get = paths[items]?.['get'] as { parameters: Raw[] };
        get.parameters.push({ name: '$search', in: 'query', required: false, type: 'string' });
        paths['/new'] = { get: { operationId: 'New', responses: {} } };
      },
      [],
    ],
  ])('with %s breaks what it breaks', (_what, change, messages) => {
    expect(changed(change).sort()).toEqual(messages.sort());
  });
});
