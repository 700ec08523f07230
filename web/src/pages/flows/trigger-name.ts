import { useTranslation } from 'react-i18next';
import { TRIGGER_NAMES, type TriggerName } from '../../api/trigger-names.ts';
import { titleFrom } from '../../format/step-title.ts';

/** Names what starts a flow, in the reader's language; a name of the flow's own is shown as a title. */
export function useTriggerName(): (name: string) => string {
  const { t } = useTranslation();
  return (name) => (isTriggerName(name) ? t(`trigger.${name}`) : titleFrom(name));
}

function isTriggerName(name: string): name is TriggerName {
  return (TRIGGER_NAMES as readonly string[]).includes(name);
}
