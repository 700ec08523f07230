import {
  ChatRegular,
  CodeRegular,
  FlowRegular,
  type FluentIcon,
  MailRegular,
  SendRegular,
  ShareRegular,
} from '@fluentui/react-icons';
import type { MessageKey } from '../../i18n/messages.ts';

/** A service that events and messages go to. */
export interface Destination {
  readonly key: string;
  /** A name that is the same in every language, or a text. */
  readonly title: string | { readonly text: MessageKey };
  readonly text: MessageKey;
  readonly icon: FluentIcon;
  readonly colour: string;
  /** Page that sets it up; a connection is asked for where there is none. */
  readonly to?: string;
  /** Page that shows what is set up already. */
  readonly manage: string;
  /** Connectors whose connections belong to it. */
  readonly connectors: readonly string[];
  readonly isPreview?: boolean;
}

const CONNECTIONS = '/admin/exports?tab=connections';
const SUBSCRIPTIONS = '/admin/exports?tab=subscriptions';

/** What can be set up, the one people come for first. */
export const DESTINATIONS: readonly Destination[] = [
  {
    key: 'power-automate',
    title: 'Power Automate',
    text: 'exports.powerAutomate',
    icon: FlowRegular,
    colour: '#0b53ce',
    to: '/admin/exports/power-automate',
    manage: SUBSCRIPTIONS,
    connectors: [],
    isPreview: true,
  },
  {
    key: 'flows',
    title: { text: 'exports.flowsTitle' },
    text: 'exports.flows',
    icon: ShareRegular,
    colour: '#0e7c66',
    to: '/flows/new',
    manage: '/flows',
    connectors: [],
  },
  {
    key: 'teams',
    title: 'Microsoft Teams',
    text: 'exports.teams',
    icon: ChatRegular,
    colour: '#5558af',
    manage: CONNECTIONS,
    connectors: ['teams'],
  },
  {
    key: 'mail',
    title: { text: 'exports.mailTitle' },
    text: 'exports.mail',
    icon: MailRegular,
    colour: '#b4243c',
    manage: CONNECTIONS,
    connectors: ['smtp', 'office365', 'sendmail'],
  },
  {
    key: 'webhook',
    title: 'Webhook',
    text: 'exports.webhook',
    icon: SendRegular,
    colour: '#7a5700',
    manage: SUBSCRIPTIONS,
    connectors: [],
  },
  {
    key: 'http',
    title: 'HTTP',
    text: 'exports.http',
    icon: CodeRegular,
    colour: '#44546a',
    manage: CONNECTIONS,
    connectors: ['http'],
  },
];
