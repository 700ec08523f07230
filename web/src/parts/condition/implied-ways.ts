import type { Audience } from '../../../../src/model/audience.ts';
import { contactsOf, hierarchiesOf } from '../../../../src/model/audience-model.ts';

/** A step that needs no relationship: how it is written in a path, and where it leads. */
export interface ImpliedWay {
  readonly name: string;
  readonly end: string;
}

/** Steps from an entity that activities, contacts and account hierarchies imply, as the model knows them; `names` are the entities there are. */
export function impliedWays(
  entity: string,
  { audience, names }: { readonly audience: Audience | undefined; readonly names: ReadonlySet<string> },
): readonly ImpliedWay[] {
  const contacts = contactsOf({ audience });
  const hierarchies = hierarchiesOf({ audience }).map(({ name }) => name);
  const ofCustomers = [
    'UnifiedActivity',
    'UnifiedContact',
    ...contacts.filter(({ accountKey }) => accountKey !== undefined).map((contact) => contact.entity),
    ...hierarchies,
  ].filter((name) => names.has(name));
  const family = hierarchies.flatMap((name) => ['Parent', 'Children', 'Root'].map((step) => `${name}.${step}`));
  if (entity === 'Customer')
    return [...ofCustomers.map((name) => ({ name, end: name })), ...family.map((name) => ({ name, end: 'Customer' }))];
  const back = ofCustomers.includes(entity) ? [{ name: 'Customer', end: 'Customer' }] : [];
  const activities = names.has('UnifiedActivity') && contacts.length > 0;
  const isContact = contacts.some((contact) => contact.entity === entity) && names.has('UnifiedContact');
  return [
    ...back,
    ...(isContact ? [{ name: 'UnifiedContact', end: 'UnifiedContact' }] : []),
    ...(entity === 'UnifiedContact' ? contacts.map((contact) => ({ name: contact.entity, end: contact.entity })) : []),
    ...(entity === 'UnifiedContact' && activities ? [{ name: 'UnifiedActivity', end: 'UnifiedActivity' }] : []),
    ...(entity === 'UnifiedActivity' && activities ? [{ name: 'UnifiedContact', end: 'UnifiedContact' }] : []),
  ];
}
