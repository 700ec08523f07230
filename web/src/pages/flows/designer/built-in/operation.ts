import type { FluentIcon } from '@fluentui/react-icons';
import type { MessageKey } from '../../../../i18n/messages.ts';
import type { StepDefinition } from '../document/definition.ts';

/** How a field is filled in. */
export type FieldKind = 'text' | 'value' | 'number' | 'choice' | 'map' | 'condition' | 'json';

/** One field of the form of a built-in action or trigger. */
export interface BuiltInField {
  /** Where its value stands in the step. */
  readonly path: readonly string[];
  readonly label: MessageKey;
  readonly kind: FieldKind;
  readonly isRequired?: boolean;
  readonly choices?: readonly string[];
}

/** An action or trigger of the language itself. */
export interface BuiltInOperation {
  /** As definitions write it. */
  readonly type: string;
  readonly role: 'action' | 'trigger';
  readonly group: 'control' | 'data' | 'variable' | 'web' | 'start';
  readonly title: MessageKey;
  readonly about: MessageKey;
  readonly icon: FluentIcon;
  readonly color: string;
  /** What a new one looks like. */
  readonly template: StepDefinition;
  readonly fields: readonly BuiltInField[];
}
