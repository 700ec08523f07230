import { useTranslation } from 'react-i18next';
import type { RefreshTask } from '../../../../src/model/refresh.ts';

/** Tasks of which a refresh has one. */
const SYSTEM_TASKS = ['map', 'match', 'merge', 'contact', 'hierarchy', 'activity'] as const;
type SystemTask = (typeof SYSTEM_TASKS)[number];

/** What people call a task: the thing it makes, or the step of unification. */
export function useTaskNameOf(): (task: RefreshTask) => string {
  const { t } = useTranslation();
  return (task) => {
    const { operationType } = task;
    return isSystemTask(operationType) ? t(`task.${operationType}`) : task.displayName;
  };
}

function isSystemTask(operationType: RefreshTask['operationType']): operationType is SystemTask {
  return (SYSTEM_TASKS as readonly string[]).includes(operationType);
}
