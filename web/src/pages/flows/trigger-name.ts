import { useTranslation } from 'react-i18next';
import { TRIGGER_NAMES, type TriggerName } from '../../api/trigger-names.ts';

/** Names what starts a flow, in the reader's language; a name of the flow's own stays as it is. */
export function useTriggerName(): (name: string) => string {
  const { t } = useTranslation();
  return (name) => (isTriggerName(name) ? t(`trigger.${name}`) : name);
}

function isTriggerName(name: string): name is TriggerName {
  return (TRIGGER_NAMES as readonly string[]).includes(name);
}
