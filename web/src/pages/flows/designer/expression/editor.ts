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
import { parametersOf } from './signature.ts';
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
  /** Fills its place, has the focus first, and begins at this place in the text. */
  readonly startsAt?: number | undefined;
  readonly onChange: (text: string) => void;
  /** The text before the cursor, whenever it is another. */
  readonly onCursor?: (before: string) => void;
  readonly onBlur?: (view: EditorView) => void;
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
  '.cm-scroller': { overflow: 'auto' },
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

const LOW = EditorView.theme({ '.cm-scroller': { maxHeight: '260px' } });
const TALL = EditorView.theme({ '&': { height: '100%' } });

/** Creates the editor inside its parent. */
export function createEditor(options: EditorOptions): EditorView {
  const { startsAt } = options;
  const isTall = startsAt !== undefined;
  const extensions: Extension[] = [
    history(),
    keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Tab'), ...historyKeymap]),
    autocompletion({ override: [(context) => complete(context, options.vocabulary())], icons: false }),
    highlight,
    theme,
    isTall ? TALL : LOW,
    EditorView.lineWrapping,
    EditorView.cspNonce.of(nonceOfPage()),
    EditorState.readOnly.of(options.isReadOnly),
    EditorView.contentAttributes.of({ 'aria-label': options.label, ...(isTall && { 'data-first-focus': '' }) }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
      if (update.docChanged || update.selectionSet)
        options.onCursor?.(update.state.doc.sliceString(0, update.state.selection.main.head));
      if (update.focusChanged && !update.view.hasFocus) options.onBlur?.(update.view);
    }),
  ];
  const selection = { anchor: Math.min(startsAt ?? 0, options.text.length) };
  return new EditorView({ doc: options.text, selection, parent: options.parent, extensions });
}

/** Makes the text of an editor another one, by changing only what differs, so that the cursor stays where it is. */
export function replaceText(view: EditorView, text: string): void {
  const old = view.state.doc.toString();
  if (old === text) return;
  let from = 0;
  while (from < old.length && from < text.length && old[from] === text[from]) from += 1;
  let tail = 0;
  const most = Math.min(old.length, text.length) - from;
  while (tail < most && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  view.dispatch({ changes: { from, to: old.length - tail, insert: text.slice(from, text.length - tail) } });
}

/** Puts a token in at the cursor: bare inside an expression, wrapped outside of one. */
export function insertToken(view: EditorView, expression: string): void {
  const { from, to } = view.state.selection.main;
  const text = isInExpression(view.state.doc.sliceString(0, from)) ? expression : `@{${expression}}`;
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
  view.focus();
}

/** Puts a call in at the cursor, which stands between its brackets then. */
export function insertFunction(view: EditorView, { name }: Pick<FunctionView, 'name'>): void {
  const { from, to } = view.state.selection.main;
  const isInside = isInExpression(view.state.doc.sliceString(0, from));
  const insert = isInside ? `${name}()` : `@{${name}()}`;
  const anchor = from + insert.indexOf('(') + 1;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor } });
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

function functionOption(option: FunctionView): Completion {
  const { name, parameters, summary, returns, example } = option;
  return {
    label: name,
    detail: `(${parametersOf(option).join(', ')}) → ${returns}`,
    info: `${summary}\n${example}`,
    apply: parameters.length === 0 ? `${name}()` : `${name}(`,
  };
}
