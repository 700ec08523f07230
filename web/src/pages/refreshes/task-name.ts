import { useTranslation } from 'react-i18next';
import type { RefreshTask } from '../../../../src/model/refresh.ts';

/** What people call a task: the thing it makes, or the step of unification. */
export function useTaskNameOf(): (task: RefreshTask) => string {
  const { t } = useTranslation();
  return (task) => {
    const { operationType } = task;
    return operationType === 'map' || operationType === 'match' || operationType === 'merge'
      ? t(`task.${operationType}`)
      : task.displayName;
  };
}
