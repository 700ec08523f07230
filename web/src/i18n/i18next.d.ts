import type { MessageKey } from './messages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Record<MessageKey, string> };
    keySeparator: false;
    nsSeparator: false;
  }
}
