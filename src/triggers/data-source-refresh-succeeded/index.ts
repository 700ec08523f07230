import Type from 'typebox';
import { TRIGGER_PARAMETERS } from '../../model/trigger.ts';
import { SourceFields, sourceFieldsOf } from '../source-fields.ts';
import { defineTrigger, isMeant, textParameter } from '../trigger-kind.ts';

/** Fires when a data source was refreshed, and says how fresh its data is. */
export const dataSourceRefreshSucceeded = defineTrigger({
  kind: 'DataSourceRefreshSucceeded',
  operationId: 'OnDataSourceRefreshSucceeded',
  title: 'When a data source refresh succeeds',
  summary: 'Fires when a data source was refreshed, with row counts and the age of the data.',
  eventType: 'DataSourceRefreshSucceeded',
  parameters: TRIGGER_PARAMETERS.DataSourceRefreshSucceeded,
  payload: Type.Object({
    ...SourceFields,
    sourceModified: Type.Optional(
      Type.String({ format: 'date-time', description: 'Newest change of the data itself, where the source tells.' }),
    ),
    entities: Type.Array(
      Type.Object({
        entityName: Type.String({ description: 'Name of the entity.' }),
        rowCount: Type.Integer({ description: 'Rows loaded.' }),
        quarantineRowCount: Type.Integer({ description: 'Rows that did not fit.' }),
      }),
      { description: 'Entities of the source.' },
    ),
  }),
  sample: {
    dataSourceId: 'Ecommerce',
    dataSourceName: 'Ecommerce',
    friendlyName: 'Online shop',
    kind: 'csv',
    refreshState: 'updated',
    lastRefresh: '2026-11-23T06:00:03Z',
    startTimestamp: '2026-11-23T06:00:00Z',
    endTimestamp: '2026-11-23T06:00:03Z',
    sourceModified: '2026-11-23T05:30:00Z',
    entities: [{ entityName: 'Ecommerce_Contact', rowCount: 15000, quarantineRowCount: 12 }],
  },
  subjectParameter: 'dataSource',
  look: (event, parameters) => {
    if (
      event.type !== 'DataSourceRefreshSucceeded' ||
      !isMeant(textParameter(parameters, 'dataSource'), event.dataSource)
    )
      return undefined;
    const modified = event.sourceModifiedAt === undefined ? {} : { sourceModified: event.sourceModifiedAt };
    const payload = { ...sourceFieldsOf(event, 'updated'), ...modified, entities: event.entities };
    const rows = event.entities.reduce((total, entity) => total + entity.rowCount, 0);
    return {
      kind: 'happened',
      payload,
      reason: `The refresh of '${event.displayName}' succeeded with ${rows.toLocaleString('en')} rows.`,
    };
  },
});
