import {
  ChatRegular,
  CodeRegular,
  type FluentIcon,
  GlobeRegular,
  MailRegular,
  PeopleTeamRegular,
  PlugConnectedRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ConnectorView } from '../../../../../src/app/view/designer.ts';
import { titleFrom } from '../../../format/step-title.ts';
import { findBuiltIn, tellingParameter } from './built-in/actions.ts';
import { useDesigner } from './designer-context.ts';
import type { StepDefinition } from './document/definition.ts';
import { isCalledLike } from './document/find.ts';
import { findOperationView, readHost } from './document/operation-host.ts';

/** How a step is shown. */
export interface StepLook {
  readonly title: string;
  readonly subtitle: string;
  readonly icon: FluentIcon;
  readonly color: string;
}

const CONNECTOR_LOOKS: readonly { readonly name: RegExp; readonly icon: FluentIcon; readonly color: string }[] = [
  { name: /customer-?insights/, icon: PeopleTeamRegular, color: '#0b53ce' },
  { name: /teams/, icon: ChatRegular, color: '#5b5fc7' },
  { name: /office365|smtp|mail/, icon: MailRegular, color: '#b3243f' },
  { name: /http/, icon: GlobeRegular, color: '#0a7a5c' },
];
const OTHER_CONNECTOR = { icon: PlugConnectedRegular, color: '#39618e' } as const;

/** Icon and colour of a connector. */
export function lookOfConnector(name: string): Pick<StepLook, 'icon' | 'color'> {
  const { icon, color } = CONNECTOR_LOOKS.find((look) => look.name.test(name.toLowerCase())) ?? OTHER_CONNECTOR;
  return { icon, color };
}

/** How steps of the flow are shown. */
export function useStepLook(): (role: 'action' | 'trigger', name: string, step: StepDefinition) => StepLook {
  const { t } = useTranslation();
  const { connectors } = useDesigner();
  return (role, name, step) => {
    const host = readHost(step);
    if (host) return connectorLook(connectors, name, step);
    const title = titleFrom(name);
    const type = String(step['type'] ?? '');
    const builtIn = findBuiltIn(role, type);
    if (!builtIn) return { title, subtitle: type, icon: CodeRegular, color: '#5c5c5c' };
    const { icon, color } = builtIn;
    const operation = t(builtIn.title);
    if (!isCalledLike(name, operation)) return { title, subtitle: operation, icon, color };
    const subtitle = [t(`designer.group.${builtIn.group}`), tellingParameter(builtIn, step)]
      .filter(Boolean)
      .join(' · ');
    return { title, subtitle, icon, color };
  };
}

function connectorLook(connectors: readonly ConnectorView[], name: string, step: StepDefinition): StepLook {
  const found = findOperationView(connectors, step);
  const apiName = readHost(step)?.apiName ?? '';
  const operation = found?.operation?.title;
  const parts = [found?.connector.title ?? apiName, isCalledLike(name, operation ?? '') ? undefined : operation];
  const subtitle = parts.filter(Boolean).join(' · ');
  return { title: titleFrom(name), subtitle, ...lookOfConnector(found?.connector.name ?? apiName) };
}
