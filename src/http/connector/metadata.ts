import { escapeMarkup } from '../../base/markup.ts';

/** An entity as the metadata describes it. */
interface DescribedEntity {
  readonly name: string;
  readonly primaryKey: string | undefined;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}

const EDM_TYPES: Readonly<Record<string, string>> = {
  string: 'Edm.String',
  integer: 'Edm.Int64',
  decimal: 'Edm.Decimal" Scale="variable',
  double: 'Edm.Double',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  dateTime: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
};

/** `$metadata` of OData v4 (CSDL XML): an entity type and an entity set for each entity; those of a customer hang on it. */
export function metadataDocument(entities: readonly DescribedEntity[]): string {
  const ofCustomers = entities.filter(
    ({ name, attributes }) => name !== 'Customer' && attributes.some((attribute) => attribute.name === 'CustomerId'),
  );
  const types = entities.map((entity) => typeOf(entity, entity.name === 'Customer' ? ofCustomers : []));
  const sets = entities.map(
    ({ name }) => `<EntitySet Name="${escapeMarkup(name)}" EntityType="Fluxu.${escapeMarkup(name)}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    '<Schema Namespace="Fluxu" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    ...types,
    '<Function Name="IsMemberOfSegment"><Parameter Name="segment" Type="Edm.String"/><ReturnType Type="Edm.Boolean"/></Function>',
    `<EntityContainer Name="Container">${sets.join('')}</EntityContainer>`,
    '</Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n');
}

function typeOf({ name, primaryKey, attributes }: DescribedEntity, related: readonly DescribedEntity[]): string {
  const key = primaryKey === undefined ? '' : `<Key><PropertyRef Name="${escapeMarkup(primaryKey)}"/></Key>`;
  const properties = attributes.map(
    (attribute) =>
      `<Property Name="${escapeMarkup(attribute.name)}" Type="${EDM_TYPES[attribute.type] ?? 'Edm.String'}"${attribute.name === primaryKey ? ' Nullable="false"' : ''}/>`,
  );
  const links = related.map(
    (entity) =>
      `<NavigationProperty Name="${escapeMarkup(entity.name)}" Type="Collection(Fluxu.${escapeMarkup(entity.name)})"/>`,
  );
  return `<EntityType Name="${escapeMarkup(name)}">${key}${properties.join('')}${links.join('')}</EntityType>`;
}
