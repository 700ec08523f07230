import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import type { PagedQuery } from '../../api/queries/paged.ts';
import { useCustomers } from '../../api/use-customers.ts';
import { useDisplayName } from '../../api/use-display-name.ts';
import { useFormat } from '../../format/use-format.ts';
import { readableValue } from '../../format/value.ts';
import { CustomerLink } from '../customers/customer-link.tsx';
import { nameOfCustomer } from '../customers/name-of-customer.ts';

/** The columns that dimensions of a measure make, with the attribute that each takes its values from. */
export function dimensionColumns({ dimensions = [] }: Measure): ReadonlyMap<string, string> {
  return new Map(dimensions.map(({ name, attribute }) => [name ?? attribute, attribute]));
}

/** What people call the values of a measure's dimensions: names of sources, segments and customers, and readable days. */
export function useDimensionText(measure: Measure): (column: string, value: unknown) => string {
  const format = useFormat();
  const sourceName = useDisplayName('dataSource');
  const segmentName = useDisplayName('segment');
  const attributes = dimensionColumns(measure);
  const names: Readonly<Record<string, (name: string) => string>> = {
    DataSourceName: sourceName,
    SegmentName: segmentName,
  };
  return (column, value) => {
    const nameOf = names[attributes.get(column) ?? ''];
    return nameOf && typeof value === 'string' ? nameOf(value) : readableValue(value, format);
  };
}

/** How the cells of a measure's table show who and what a row is about. */
export function useDimensionCells(
  measure: Measure,
  query: PagedQuery<EntityRow>,
): Readonly<Record<string, (row: EntityRow) => ReactNode>> {
  const rows = useInfiniteQuery(query).data?.pages.flatMap(({ items }) => items) ?? [];
  const customers = useCustomers(rows.flatMap(({ CustomerId: id }) => (typeof id === 'string' ? id : [])));
  const textOf = useDimensionText(measure);
  const customer = ({ CustomerId: id }: EntityRow) => {
    const known = customers.get(String(id));
    return <CustomerLink id={String(id)} name={known && nameOfCustomer(known)} />;
  };
  const columns = [...dimensionColumns(measure).keys()].map((column) => [
    column,
    (row: EntityRow) => textOf(column, row[column]),
  ]);
  return { ...Object.fromEntries(columns), CustomerId: customer };
}
