import type { Logger } from '../base/logger.ts';
import type { RefreshJob, RefreshTask } from '../model/refresh.ts';
import type { JobEnvironment } from './run/run-job.ts';

/** What refreshes work with. */
export interface RefreshServiceOptions extends Omit<JobEnvironment, 'onChange'> {
  readonly logger: Logger;
  readonly onChange: (job: RefreshJob, task?: RefreshTask) => void;
}
