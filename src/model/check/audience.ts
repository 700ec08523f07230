import type { FluxuError } from '../../base/errors.ts';
import type { AccountHierarchy, Audience, ContactEntity } from '../audience.ts';
import { accountEntityOf, isOfAccounts } from '../audience-model.ts';
import { modelError } from '../catalogue.ts';
import { findEntity, type InsightModel } from '../insight-model.ts';
import { below, checkAttribute, type RowPlace, unknownEntity } from './row-place.ts';

type AudiencePlace = Pick<RowPlace, 'model' | 'place'>;

/** All problems of an audience: entities, attributes, the accounts that keys name, and names that are taken. */
export function validateAudience(audience: Audience, model: InsightModel): FluxuError[] {
  const { contacts = [], hierarchies = [] } = audience;
  const at: AudiencePlace = { model, place: { object: 'audience', pointer: '' } };
  return [
    ...(isOfAccounts(audience) ? [] : checkIndividuals(audience, at)),
    ...contacts.flatMap((contact, index) => checkContact(contact, below(at, 'contacts', index))),
    ...checkTwice(
      'contacts',
      contacts.map(({ entity }) => entity),
      at,
    ),
    ...hierarchies.flatMap((hierarchy, index) => checkHierarchy(hierarchy, below(at, 'hierarchies', index))),
    ...checkTwice(
      'hierarchies',
      hierarchies.map(({ name }) => name),
      at,
    ),
  ];
}

function checkIndividuals(
  { contacts = [], contactRules = [], contactAlwaysMatch, contactNeverMatch, hierarchies = [] }: Audience,
  at: AudiencePlace,
): FluxuError[] {
  const there = [
    { what: 'contacts', count: contacts.length },
    { what: 'contactRules', count: contactRules.length },
    { what: 'contactAlwaysMatch', count: contactAlwaysMatch ? 1 : 0 },
    { what: 'contactNeverMatch', count: contactNeverMatch ? 1 : 0 },
    { what: 'hierarchies', count: hierarchies.length },
  ].filter(({ count }) => count > 0);
  return there.map(({ what }) => modelError('FLX_AUDIENCE_INDIVIDUALS', { what }, { place: below(at, what).place }));
}

function checkContact(contact: ContactEntity, at: AudiencePlace): FluxuError[] {
  const { entity, primaryKey, accountKey, fields = {} } = contact;
  const named = [
    { keys: ['primaryKey'], attribute: primaryKey },
    ...(accountKey === undefined ? [] : [{ keys: ['accountKey'], attribute: accountKey }]),
    ...Object.entries(fields).map(([field, attribute]) => ({ keys: ['fields', field], attribute })),
  ];
  const problems = checkColumns(entity, named, at);
  return accountKey === undefined ? problems : [...problems, ...checkAccounts(contact, at)];
}

function checkHierarchy(hierarchy: AccountHierarchy, at: AudiencePlace): FluxuError[] {
  const { name, entity, account, parent } = hierarchy;
  const named = [
    { keys: ['account'], attribute: account },
    { keys: ['parent'], attribute: parent },
  ];
  return [...checkColumns(entity, named, at), ...checkAccounts(hierarchy, at), ...checkName(name, at)];
}

function checkColumns(
  entity: string,
  named: readonly { readonly keys: readonly string[]; readonly attribute: string }[],
  at: AudiencePlace,
): FluxuError[] {
  if (!findEntity(at.model, entity)) return [unknownEntity(entity, below(at, 'entity'))];
  const rows: RowPlace = { ...at, entity, hasCustomer: false };
  return named.flatMap(({ keys, attribute }) => checkAttribute(attribute, below(rows, ...keys)) ?? []);
}

function checkAccounts(naming: { readonly entity: string; readonly accountEntity?: string }, at: AudiencePlace) {
  const { unifiedEntities } = at.model;
  if (accountEntityOf(naming, unifiedEntities) !== undefined) return [];
  const unified = unifiedEntities.map(({ entity }) => entity).join(', ') || 'none yet';
  const { place } = below(at, 'accountEntity');
  return [modelError('FLX_AUDIENCE_ACCOUNTS', { entity: naming.entity, unified }, { place })];
}

/** The hierarchy's own entity is in the model once; another of that name belongs to something else. */
function checkName(name: string, at: AudiencePlace): FluxuError[] {
  const same = at.model.entities.filter((entity) => entity.name.toLowerCase() === name.toLowerCase());
  const { place } = below(at, 'name');
  return same.length > 1 ? [modelError('FLX_NAME_CLASH', { name, what: 'another entity' }, { place })] : [];
}

function checkTwice(list: string, names: readonly string[], at: AudiencePlace): FluxuError[] {
  const lower = names.map((name) => name.toLowerCase());
  return names.flatMap((name, index) =>
    lower.indexOf(name.toLowerCase()) === index
      ? []
      : [modelError('FLX_DUPLICATE_NAME', { name, kind: list }, { place: below(at, list, index).place })],
  );
}
