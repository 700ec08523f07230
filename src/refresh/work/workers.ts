import type { OperationType } from '../../model/refresh.ts';
import { contactWorker, hierarchyWorker } from './accounts.ts';
import { createIngestionWorker, type IngestionOptions } from './ingestion.ts';
import { activityWorker } from './insights.ts';
import { measureWorker } from './measure.ts';
import { segmentWorker } from './segment.ts';
import type { TaskWorker } from './task-context.ts';
import { createUnificationWorker } from './unification.ts';

/** Who does each kind of task. */
export function createWorkers(options: IngestionOptions): Readonly<Record<OperationType, TaskWorker>> {
  return {
    ingestion: createIngestionWorker(options),
    map: createUnificationWorker('map'),
    match: createUnificationWorker('match'),
    merge: createUnificationWorker('merge'),
    contact: contactWorker,
    hierarchy: hierarchyWorker,
    activity: activityWorker,
    measures: measureWorker,
    segmentation: segmentWorker,
  };
}
