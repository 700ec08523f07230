import { describe, expect, it } from 'vitest';
import { isPlainObject } from '../../src/base/json.ts';
import { findOperation } from '../../src/flows/connectors/find-operation.ts';
import { findConnector } from '../../src/flows/connectors/index.ts';
import { bindParameters } from '../../src/flows/connectors/request/bind.ts';
import type { Attribute } from '../../src/model/attribute.ts';
import { validateMeasure } from '../../src/model/check/measure.ts';
import { measureTypeOf } from '../../src/model/check/measure-type.ts';
import { validateSegment } from '../../src/model/check/segment.ts';
import { DEFINITION_KINDS, type DefinitionKind, type DefinitionTypes } from '../../src/model/definition.ts';
import type { InsightModel } from '../../src/model/insight-model.ts';
import { TABLES } from '../../src/model/tables.ts';
import { TRIGGER_PARAMETERS } from '../../src/model/trigger.ts';
import { validate } from '../../src/model/validate.ts';
import { readDemoWorkspace } from './read.ts';

const files = await readDemoWorkspace();

function all<Kind extends DefinitionKind>(kind: Kind): DefinitionTypes[Kind][] {
  return files.filter((file) => file.kind === kind).map((file) => file.definition as DefinitionTypes[Kind]);
}

function model(): InsightModel {
  const ingested = all('dataSource').flatMap((source) =>
    source.entities.map((entity) => ({
      name: `${source.name}_${entity.name}`,
      attributes: (entity.attributes ?? []).map(({ name, type = 'string' }): Attribute => ({ name, type })),
    })),
  );
  const customer = { name: TABLES.customer, attributes: [{ name: 'CustomerId', type: 'string' as const }] };
  return {
    entities: [...ingested, customer],
    relationships: all('relationship'),
    measures: all('measure'),
    segments: all('segment'),
    unifiedEntities: all('unification').flatMap(({ entities }) => entities),
  };
}

describe("the demo's workspace", () => {
  it.each(files.map((file) => [file.path, file] as const))('%s fits its schema', (path, { kind, definition }) => {
    expect(() => validate(DEFINITION_KINDS[kind].schema, definition, { file: path })).not.toThrow();
  });

  it('has three measures and three segments or more, and every name equals its file', () => {
    expect(all('measure').length).toBeGreaterThanOrEqual(3);
    expect(all('segment').length).toBeGreaterThanOrEqual(3);
    for (const { path, kind, definition } of files)
      if (!DEFINITION_KINDS[kind].isSingle) expect(path).toContain(`/${(definition as { name: string }).name}.json`);
  });

  it('has measures and segments that can be computed', () => {
    const insight = model();
    const problems = [
      ...insight.measures.flatMap((measure) => validateMeasure(measure, insight)),
      ...insight.segments.flatMap((segment) => validateSegment(segment, insight)),
    ];
    expect(problems.map(String)).toEqual([]);
    expect(insight.measures.map((measure) => measureTypeOf(insight, measure))).not.toContain('string');
  });

  it('has triggers with the parameters of their kind', () => {
    for (const trigger of all('trigger'))
      expect(() => validate(TRIGGER_PARAMETERS[trigger.trigger], trigger.parameters, {})).not.toThrow();
  });

  it('has flows whose connector actions name operations and parameters that exist, over connections that exist', () => {
    const connections = new Map(all('connection').map((connection) => [connection.name, connection.connector]));
    for (const flow of all('flow')) {
      const steps = [flow.definition['triggers'], flow.definition['actions']].flatMap((group) =>
        Object.values(isPlainObject(group) ? group : {}).filter(isPlainObject),
      );
      for (const { inputs } of steps.filter(({ type }) => String(type).startsWith('OpenApiConnection'))) {
        const { host, parameters } = inputs as { host: Record<string, string>; parameters: Record<string, unknown> };
        const connector = findConnector(host['apiId'] ?? '');
        expect(connections.get(flow.connections?.[host['connectionName'] ?? ''] ?? '')).toBe(connector.name);
        const operation = findOperation(connector, host['operationId'] ?? '');
        expect(() => bindParameters(operation, parameters, connector.definition)).not.toThrow();
      }
    }
  });

  it('fills in the places of a demo', async () => {
    const places = {
      DEMO_DATA: '/data',
      DEMO_TEAMS_WEBHOOK_URL: 'http://127.0.0.1:1/"',
      DEMO_MAIL_HOST: 'h',
      DEMO_MAIL_PORT: '25',
    };
    const filled = JSON.stringify(await readDemoWorkspace(places));
    expect(filled).toContain('/data/ecommerce');
    expect(filled).not.toContain('${env:');
  });
});
