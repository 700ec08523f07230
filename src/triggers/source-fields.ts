import Type from 'typebox';
import type { DataSourceRefreshFailed, DataSourceRefreshSucceeded } from '../model/event.ts';

/** Payload fields about a data source. */
export const SourceFields = {
  dataSourceId: Type.String({ description: 'Id of the data source.' }),
  dataSourceName: Type.String({ description: 'Name of the data source.' }),
  friendlyName: Type.String({ description: 'Name that people see.' }),
  kind: Type.String({ description: 'Kind of the data source.' }),
  refreshState: Type.String({ description: 'updated or updateFailed.' }),
  lastRefresh: Type.Optional(Type.String({ format: 'date-time', description: 'Last time the source succeeded.' })),
  startTimestamp: Type.String({ format: 'date-time', description: 'Start of this refresh of the source.' }),
  endTimestamp: Type.String({ format: 'date-time', description: 'End of this refresh of the source.' }),
} as const;

/** Those fields of an event. */
export function sourceFieldsOf(
  event: DataSourceRefreshFailed | DataSourceRefreshSucceeded,
  refreshState: 'updated' | 'updateFailed',
) {
  return {
    dataSourceId: event.dataSource,
    dataSourceName: event.dataSource,
    friendlyName: event.displayName,
    kind: event.kind,
    refreshState,
    ...(event.lastRefresh !== undefined && { lastRefresh: event.lastRefresh }),
    startTimestamp: event.startedAt,
    endTimestamp: event.endedAt,
  };
}
