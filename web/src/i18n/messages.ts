import type { messages as english } from './languages/en.ts';

/** Key of a text. */
export type MessageKey = keyof typeof english;
type PluralBase = MessageKey extends infer Key ? (Key extends `${infer Base}_other` ? Base : never) : never;

/** All texts of a language; languages with more plural forms than English may add them. */
export type Messages = Readonly<
  Record<MessageKey, string> & Partial<Record<`${PluralBase}_${'zero' | 'two' | 'few' | 'many'}`, string>>
>;
