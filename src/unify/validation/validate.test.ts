import { describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../engines/duckdb/dialect.ts';
import type { Entity } from '../../model/tables.ts';
import { Unification } from '../../model/unification.ts';
import { validate } from '../../model/validate.ts';
import { createUnification } from '../unification.ts';
import { validateUnification } from './validate.ts';

const contact: Entity = {
  name: 'Crm_Contact',
  attributes: [
    { name: 'Id', type: 'string' },
    { name: 'Email', type: 'string', semanticType: 'Identity.Service.Email' },
    { name: 'Born', type: 'date' },
    { name: 'Points', type: 'integer' },
    { name: 'IsActive', type: 'boolean' },
  ],
};
const customer: Entity = { ...contact, name: 'Shop_Customer' };
const further: Entity = { ...contact, name: 'Web_Visitor' };
const list: Entity = { name: 'Lists_Never', attributes: [{ name: 'Entity1', type: 'string' }] };

const entities = [
  { entity: 'Crm_Contact', primaryKey: 'Id' },
  { entity: 'Shop_Customer', primaryKey: 'Id' },
];
const both = { left: 'Crm_Contact', right: 'Shop_Customer' };
const email = { left: 'Email', right: 'Email' };
const fields = (field: object) => ({
  entities,
  merge: { fields: [{ name: 'Mail', sources: [{ entity: 'Crm_Contact', attribute: 'Email' }], ...field }] },
});

/** Code, pointer and mend of every problem. */
function problemsOf(definition: object): (string | undefined)[][] {
  const unification = validate(Unification, definition, { object: 'unification' });
  return validateUnification(unification, [contact, customer, further, list]).map(({ code, place, mend }) => [
    code,
    place?.pointer,
    mend,
  ]);
}

describe('a unification without problems', () => {
  it('has none', () => {
    expect(problemsOf({ entities, rules: [{ name: 'ByEmail', ...both, conditions: [email] }] })).toEqual([]);
  });
});

describe('problems of a unification', () => {
  it.each<[string, object, string, string]>([
    [
      'an unknown entity',
      { entities: [{ entity: 'Crm_Contacts', primaryKey: 'Id' }] },
      'FLX_UNKNOWN_ENTITY',
      '/entities/0/entity',
    ],
    [
      'an unknown key',
      { entities: [{ entity: 'Crm_Contact', primaryKey: 'Ids' }] },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/entities/0/primaryKey',
    ],
    [
      'a key that names no row',
      { entities: [{ entity: 'Crm_Contact', primaryKey: 'Born' }] },
      'FLX_UNIFY_KEY_TYPE',
      '/entities/0/primaryKey',
    ],
    ['an entity twice', { entities: [...entities, entities[0]] }, 'FLX_UNIFY_TWICE', '/entities/2/entity'],
    [
      'an unknown mapped attribute',
      { entities: [{ ...entities[0], attributes: [{ attribute: 'Mail' }] }] },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/entities/0/attributes/0/attribute',
    ],
    [
      'an unknown compared attribute',
      { entities, rules: [{ name: 'ByEmail', ...both, conditions: [{ left: 'Email', right: 'Emial' }] }] },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/rules/0/conditions/0/right',
    ],
    [
      'an unknown exception',
      {
        entities,
        rules: [{ name: 'ByEmail', ...both, conditions: [email], exceptions: [{ left: 'No', right: 'Email' }] }],
      },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/rules/0/exceptions/0/left',
    ],
    [
      'an unknown blocking key',
      {
        entities,
        rules: [{ name: 'ByEmail', ...both, conditions: [email], blocking: [{ left: 'No', right: 'Email' }] }],
      },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/rules/0/blocking/0/left',
    ],
    [
      'a rule of an entity that takes no part',
      { entities, rules: [{ name: 'ByEmail', left: 'Crm_Contact', right: 'Web_Visitor', conditions: [email] }] },
      'FLX_UNIFY_NOT_MAPPED',
      '/rules/0/right',
    ],
    [
      'a match rule of one entity',
      { entities, rules: [{ name: 'ByEmail', left: 'Crm_Contact', right: 'Crm_Contact', conditions: [email] }] },
      'FLX_UNIFY_SAME_ENTITY',
      '/rules/0/right',
    ],
    [
      'two rules of one name',
      { entities, rules: ['ByEmail', 'byemail'].map((name) => ({ name, ...both, conditions: [email] })) },
      'FLX_UNIFY_TWICE',
      '/rules/1/name',
    ],
    [
      'a date compared fuzzily',
      {
        entities,
        rules: [{ name: 'ByBirth', ...both, conditions: [email, { left: 'Born', right: 'Email', precision: 'high' }] }],
      },
      'FLX_UNIFY_FUZZY_TYPE',
      '/rules/0/conditions/1/precision',
    ],
    [
      'a list that is not there',
      { entities, rules: [{ name: 'ByEmail', ...both, conditions: [{ ...email, normalize: ['alias'] }] }] },
      'FLX_UNIFY_LIST_MISSING',
      '/rules/0/conditions/0/normalize',
    ],
    [
      'a winner without a date',
      { entities: [{ ...entities[0], deduplicate: { winner: { policy: 'mostRecent' } } }] },
      'FLX_UNIFY_RECENCY',
      '/entities/0/deduplicate/winner/attribute',
    ],
    [
      'a winner ordered by text',
      { entities: [{ ...entities[0], deduplicate: { winner: { policy: 'mostRecent', attribute: 'Email' } } }] },
      'FLX_UNIFY_RECENCY_TYPE',
      '/entities/0/deduplicate/winner/attribute',
    ],
    [
      'a preference of an unknown attribute',
      { entities: [{ ...entities[0], deduplicate: { attributes: { Mail: { policy: 'mostFilled' } } } }] },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/entities/0/deduplicate/attributes/Mail',
    ],
    [
      'a pair of an unknown entity',
      { entities, neverMatch: { pairs: [{ entity1: 'Crm', key1: '1', entity2: 'Shop_Customer', key2: '2' }] } },
      'FLX_UNKNOWN_ENTITY',
      '/neverMatch/pairs/0/entity1',
    ],
    [
      'a field of an unknown source',
      fields({ sources: [{ entity: 'Crm_Contact', attribute: 'Mail' }] }),
      'FLX_UNKNOWN_ATTRIBUTE',
      '/merge/fields/0/sources/0/attribute',
    ],
    [
      'a field without a date',
      fields({ policy: 'mostRecent' }),
      'FLX_UNIFY_RECENCY',
      '/merge/fields/0/recency/Crm_Contact',
    ],
    ['a field named like a key', fields({ name: 'CustomerId' }), 'FLX_UNIFY_FIELD_TAKEN', '/merge/fields/0/name'],
    [
      'an excluded field that is not there',
      { entities, merge: { exclude: ['Mail'] } },
      'FLX_UNIFY_NO_FIELD',
      '/merge/exclude/0',
    ],
    [
      'a renamed field that is not there',
      { entities, merge: { rename: { Emial: 'E-mail' } } },
      'FLX_UNIFY_NO_FIELD',
      '/merge/rename/Emial',
    ],
    [
      'an id from an unknown field',
      { entities, customerIdKeys: [{ entity: 'Crm_Contact', attribute: 'Nif' }] },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/customerIdKeys/0/attribute',
    ],
  ])('are found: %s', (_title, definition, code, pointer) => {
    expect(problemsOf(definition)).toMatchObject([[code, pointer, expect.any(String)]]);
  });

  it('name what is nearest', () => {
    expect(problemsOf({ entities: [{ entity: 'Crm_Contacts', primaryKey: 'Id' }] })[0]?.[2]).toBe(
      "Did you mean 'Crm_Contact'?",
    );
  });

  it('tell how to block a fuzzy rule', () => {
    const rules = [{ name: 'Loose', ...both, conditions: [{ ...email, precision: 'high' }] }];
    expect(problemsOf({ entities, rules })).toEqual([
      [
        'FLX_UNIFY_NO_BLOCKING',
        '/rules/0/blocking',
        'Add an exact condition or blocking; for example on Email, Id, Born.',
      ],
    ]);
  });

  it('name every column that a list lacks', () => {
    expect(problemsOf({ entities, neverMatch: { entity: 'Lists_Never' } }).map(([code]) => code)).toEqual(
      Array(3).fill('FLX_UNIFY_LIST_COLUMN'),
    );
  });

  it('find a pair that must and must not match, either way round', () => {
    const pair = { entity1: 'Crm_Contact', key1: '1', entity2: 'Shop_Customer', key2: '2' };
    const mirrored = { entity1: 'Shop_Customer', key1: '2', entity2: 'Crm_Contact', key2: '1' };
    const problems = problemsOf({ entities, alwaysMatch: { pairs: [pair] }, neverMatch: { pairs: [mirrored] } });
    expect(problems).toMatchObject([['FLX_UNIFY_LIST_CONTRADICTION', '/alwaysMatch/pairs/0', expect.any(String)]]);
  });

  it('find dates and numbers mixed in one recency', () => {
    const sources = ['Crm_Contact', 'Shop_Customer'].map((entity) => ({ entity, attribute: 'Email' }));
    const recency = { Crm_Contact: 'Born', Shop_Customer: 'Points' };
    expect(problemsOf(fields({ sources, policy: 'mostRecent', recency }))).toMatchObject([
      ['FLX_UNIFY_RECENCY_TYPE', '/merge/fields/0/recency/Shop_Customer', expect.any(String)],
    ]);
  });

  it('are all told at once, and stop the compilation', () => {
    const definition = {
      entities: [
        { entity: 'Crm_Contact', primaryKey: 'Born' },
        { entity: 'Nothing', primaryKey: 'Id' },
      ],
      rules: [{ name: 'Off', ...both, conditions: [email] }],
    };
    expect(problemsOf(definition).map(([code]) => code)).toEqual([
      'FLX_UNIFY_KEY_TYPE',
      'FLX_UNKNOWN_ENTITY',
      'FLX_UNIFY_NOT_MAPPED',
    ]);
    const unification = validate(Unification, definition, {});
    const compile = () =>
      createUnification({
        unification,
        entities: [contact, customer],
        previous: { hasAlternateKey: false },
        dialect: duckdbDialect,
      });
    expect(compile).toThrow(
      expect.objectContaining({ code: 'FLX_INVALID', problems: expect.objectContaining({ length: 3 }) }),
    );
  });
});
