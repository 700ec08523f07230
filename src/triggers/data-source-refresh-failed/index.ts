import Type from 'typebox';
import { TRIGGER_PARAMETERS } from '../../model/trigger.ts';
import { SourceFields, sourceFieldsOf } from '../source-fields.ts';
import { defineTrigger, isMeant, textParameter } from '../trigger-kind.ts';

/** Fires once when the refresh of a data source fails for good; on demand for every attempt. */
export const dataSourceRefreshFailed = defineTrigger({
  kind: 'DataSourceRefreshFailed',
  operationId: 'OnDataSourceRefreshFailed',
  title: 'When a data source refresh fails',
  summary: 'Fires once when a data source cannot be refreshed and no further attempt follows.',
  eventType: 'DataSourceRefreshFailed',
  parameters: TRIGGER_PARAMETERS.DataSourceRefreshFailed,
  payload: Type.Object({
    ...SourceFields,
    isPermanent: Type.Boolean({ description: 'False while another attempt follows.' }),
    attempt: Type.Integer({ description: 'Which attempt failed.' }),
    error: Type.Object({
      errorCode: Type.String({ description: 'Stable code of the error.' }),
      message: Type.String({ description: 'What happened.' }),
      mend: Type.String({ description: 'How to mend it.' }),
      exceptionCulprit: Type.String({ description: 'system, user or external.' }),
      resultSeverity: Type.String({ description: 'error, warning or recommendation.' }),
    }),
  }),
  sample: {
    dataSourceId: 'Ecommerce',
    dataSourceName: 'Ecommerce',
    friendlyName: 'Online shop',
    kind: 'csv',
    refreshState: 'updateFailed',
    lastRefresh: '2026-11-22T06:00:03Z',
    startTimestamp: '2026-11-23T06:00:00Z',
    endTimestamp: '2026-11-23T06:00:31Z',
    isPermanent: true,
    attempt: 3,
    error: {
      errorCode: 'FLX_SOURCE_FILE_MISSING',
      message: 'There is no file contacts.csv.',
      mend: 'Put the file back.',
      exceptionCulprit: 'external',
      resultSeverity: 'error',
    },
  },
  subjectParameter: 'dataSource',
  look: (event, parameters) => {
    if (event.type !== 'DataSourceRefreshFailed' || !isMeant(textParameter(parameters, 'dataSource'), event.dataSource))
      return undefined;
    if (!event.isPermanent && parameters['everyAttempt'] !== true)
      return { kind: 'ignored', reason: `Attempt ${event.attempt} at '${event.displayName}' failed; another follows.` };
    const { code, message, mend } = event.error;
    const error = { errorCode: code, message, mend, exceptionCulprit: culpritOf(code), resultSeverity: 'error' };
    const payload = {
      ...sourceFieldsOf(event, 'updateFailed'),
      isPermanent: event.isPermanent,
      attempt: event.attempt,
      error,
    };
    return {
      kind: 'happened',
      payload,
      reason: `The refresh of '${event.displayName}' failed at attempt ${event.attempt}: ${message}`,
    };
  },
});

function culpritOf(code: string): 'system' | 'user' | 'external' {
  if (/^FLX_(ENGINE|TASK|STORE|BLOB)/.test(code)) return 'system';
  return /^FLX_(INVALID|UNKNOWN|MISSING)/.test(code) ? 'user' : 'external';
}
