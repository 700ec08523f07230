import type { messages } from './languages/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof messages };
    keySeparator: false;
    nsSeparator: false;
  }
}
