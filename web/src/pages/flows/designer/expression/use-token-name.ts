import { useTranslation } from 'react-i18next';
import { useDesigner } from '../designer-context.ts';
import { withNames } from './reference.ts';
import { nameOf, type TokenName } from './token-name.ts';
import type { TokenOptions } from './tokens.ts';

/** What naming values takes, in the language of the page. */
export function useTokenOptions(): TokenOptions {
  const { t } = useTranslation();
  const { connectors } = useDesigner();
  return { connectors, wordOf: (word) => t(word === 'variables' ? 'designer.variables' : `designer.whole.${word}`) };
}

/** What a token is called, and how it is read out. */
export interface ToldToken {
  /** Undefined for an expression that computes something. */
  readonly name: TokenName | undefined;
  /** The value, or the expression with the names of what it reads in it. */
  readonly title: string;
  /** The title with what gives the value. */
  readonly told: string;
  /** The names of the values it reads, each once; the title where it reads none. */
  readonly subject: string;
}

/** Names the values that expressions of the flow read. */
export function useTellToken(): (expression: string) => ToldToken {
  const { t } = useTranslation();
  const { definition } = useDesigner();
  const options = useTokenOptions();
  const find = (expression: string) => nameOf(expression, definition, options);
  return (expression) => {
    const name = find(expression);
    if (name) {
      const { title, from } = name;
      return { name, title, told: from ? t('designer.tokenFrom', { title, from }) : title, subject: title };
    }
    const reads = new Set<string>();
    const title = withNames(expression, (reading) => {
      const read = find(reading)?.title;
      if (read) reads.add(read);
      return read;
    });
    const told = t('designer.tokenExpression', { expression: title });
    return { name, title, told, subject: [...reads].join(', ') || title };
  };
}
