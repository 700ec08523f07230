import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { FunctionView } from '../../../../../../src/app/view/designer.ts';
import { nonceOfPage } from '../../../../theme/nonce.ts';
import type { TokenGroup } from './tokens.ts';

/** What completion draws from, read at the moment it is asked. */
export interface Vocabulary {
  readonly functions: readonly FunctionView[];
  readonly groups: readonly TokenGroup[];
}

/** A CodeMirror editor for a text of a definition. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly vocabulary: () => Vocabulary;
  readonly onChange: (text: string) => void;
}

const expressionMark = Decoration.mark({ class: 'wdl-expression' });
const expressions = new MatchDecorator({
  regexp: /@\{(?:[^}'"]|'(?:[^']|'')*')*\}|^@[a-zA-Z(][\s\S]*/g,
  decoration: expressionMark,
});
const highlight = ViewPlugin.define(
  (view) => ({
    decorations: expressions.createDeco(view),
    update(update: ViewUpdate) {
      this.decorations = expressions.updateDeco(update, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

const theme = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'var(--colorNeutralBackground1)', color: 'var(--colorNeutralForeground1)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': {
    fontFamily: 'var(--fontFamilyMonospace)',
    padding: '6px 4px',
    caretColor: 'var(--colorNeutralForeground1)',
  },
  '.cm-scroller': { maxHeight: '260px', overflow: 'auto' },
  '.wdl-expression': {
    color: 'var(--colorBrandForeground1)',
    backgroundColor: 'var(--colorBrandBackground2)',
    borderRadius: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--colorNeutralBackground1)',
    color: 'var(--colorNeutralForeground1)',
    border: '1px solid var(--colorNeutralStroke1)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--colorBrandBackground)',
    color: 'var(--colorNeutralForegroundOnBrand)',
  },
});

/** Creates the editor inside its parent. */
export function createEditor(options: EditorOptions): EditorView {
  const extensions: Extension[] = [
    history(),
    keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Tab'), ...historyKeymap]),
    autocompletion({ override: [(context) => complete(context, options.vocabulary())], icons: false }),
    highlight,
    theme,
    EditorView.lineWrapping,
    EditorView.cspNonce.of(nonceOfPage()),
    EditorState.readOnly.of(options.isReadOnly),
    EditorView.contentAttributes.of({ 'aria-label': options.label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
  return new EditorView({ doc: options.text, parent: options.parent, extensions });
}

/** Puts a token in at the cursor: bare inside an expression, wrapped outside of one. */
export function insertToken(view: EditorView, expression: string): void {
  const { from, to } = view.state.selection.main;
  const text = isInExpression(view.state.doc.sliceString(0, from)) ? expression : `@{${expression}}`;
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
  view.focus();
}

/** Completion: names inside an expression, and after `/` at the start of a word outside of one. */
export function complete(context: CompletionContext, { functions, groups }: Vocabulary): CompletionResult | null {
  const before = context.state.doc.sliceString(0, context.pos);
  const slash = context.matchBefore(/(?:^|\s)\/[\w ]*/);
  if (slash && !isInExpression(before)) {
    const from = slash.from + slash.text.indexOf('/');
    return {
      from,
      filter: false,
      options: tokenOptions(groups, slash.text.slice(slash.text.indexOf('/') + 1), (expression) => `@{${expression}}`),
    };
  }
  if (!isInExpression(before)) return null;
  const word = context.matchBefore(/[\w$]*/);
  if (!word || (word.from === word.to && !context.explicit && !/[@{(,]\s*$/.test(before))) return null;
  return {
    from: word.from,
    options: [
      ...tokenOptions(groups, '', (expression) => expression),
      ...functions.filter(({ isDeprecated }) => !isDeprecated).map(functionOption),
    ],
  };
}

/** True when the cursor stands inside `@{…}` or the whole text is one expression. */
export function isInExpression(before: string): boolean {
  if (/^@(?![@{])/.test(before)) return true;
  const open = before.lastIndexOf('@{');
  return open >= 0 && before.charAt(open - 1) !== '@' && !before.slice(open).includes('}');
}

function tokenOptions(
  groups: readonly TokenGroup[],
  wanted: string,
  write: (expression: string) => string,
): readonly Completion[] {
  const words = wanted.trim().toLowerCase();
  return groups.flatMap((group) =>
    group.tokens
      .filter(({ title }) => `${group.title} ${title}`.toLowerCase().includes(words))
      .map(({ title, expression, type }) => ({
        label: title,
        detail: `${group.title} · ${type}`,
        apply: write(expression),
        boost: 1,
      })),
  );
}

function functionOption({ name, parameters, summary, returns, example }: FunctionView): Completion {
  const signature = parameters.map(
    ({ name: parameter, isOptional, isRest }) => `${isRest ? '…' : ''}${parameter}${isOptional ? '?' : ''}`,
  );
  return {
    label: name,
    detail: `(${signature.join(', ')}) → ${returns}`,
    info: `${summary}\n${example}`,
    apply: parameters.length === 0 ? `${name}()` : `${name}(`,
  };
}
