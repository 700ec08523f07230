import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Extension, Facet } from '@codemirror/state';
import { Decoration, EditorView, keymap, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { FunctionView } from '../../../../../../src/app/view/designer.ts';
import { nonceOfPage } from '../../../../theme/nonce.ts';
import { expressionAt, isInExpression, needsBraces } from './beside.ts';
import { parametersOf } from './signature.ts';
import { type ChipOptions, tokenChips } from './token-chips.ts';
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
  /** The text is one expression, written without `@`. */
  readonly isBare?: boolean | undefined;
  /** Complete expressions are tokens, to be opened one by one. */
  readonly chips?: ChipOptions | undefined;
  readonly onChange: (text: string) => void;
  /** The text before the cursor, whenever it is another. */
  readonly onCursor?: (before: string) => void;
  readonly onBlur?: (view: EditorView) => void;
}

/** Whether the whole text is one expression, written without `@`. */
const isBareExpression = Facet.define<boolean, boolean>({ combine: (values) => values.includes(true) });

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

/** Puts braces around an expression that stood alone, in the change that brings text beside it. */
export const bracesBesideText = EditorState.transactionFilter.of((change) => {
  if (!change.docChanged || !change.isUserEvent('input')) return change;
  const found = needsBraces(change.startState.doc.toString(), change.newDoc.toString());
  if (!found) return change;
  const changes = [
    { from: found.from + 1, insert: '{' },
    { from: found.to, insert: '}' },
  ];
  return [change, { changes, sequential: true }];
});

/** Creates the editor inside its parent. */
export function createEditor(options: EditorOptions): EditorView {
  const { startsAt } = options;
  const isTall = startsAt !== undefined;
  const extensions: Extension[] = [
    history(),
    keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Tab'), ...historyKeymap]),
    autocompletion({ override: [(context) => complete(context, options.vocabulary())], icons: false }),
    isBareExpression.of(options.isBare === true),
    options.isBare ? [] : [bracesBesideText, highlight],
    options.chips ? tokenChips(options.chips) : [],
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

/** Puts a token in at the cursor. */
export function insertToken(view: EditorView, expression: string): void {
  insertExpression(view, expression, (written) => written.length);
}

/** Puts a call in at the cursor, which stands between its brackets then. */
export function insertFunction(view: EditorView, { name }: Pick<FunctionView, 'name'>): void {
  insertExpression(view, `${name}()`, (written) => written.indexOf('(') + 1);
}

function insertExpression(view: EditorView, expression: string, cursorIn: (written: string) => number): void {
  const { from, to } = view.state.selection.main;
  const isBare = view.state.facet(isBareExpression);
  const insert = isBare ? expression : expressionAt(view.state.doc.toString(), { from, to }, expression);
  const selection = { anchor: from + cursorIn(insert) };
  view.dispatch({ changes: { from, to, insert }, selection, userEvent: 'input.complete' });
  view.focus();
}

/** Completion: names inside an expression, and after `/` at the start of a word outside of one. */
export function complete(context: CompletionContext, { functions, groups }: Vocabulary): CompletionResult | null {
  const before = context.state.doc.sliceString(0, context.pos);
  const isInside = context.state.facet(isBareExpression) || isInExpression(before);
  const slash = context.matchBefore(/(?:^|\s)\/[\w ]*/);
  if (slash && !isInside) {
    const from = slash.from + slash.text.indexOf('/');
    const text = context.state.doc.toString();
    const write = (expression: string) => expressionAt(text, { from, to: context.pos }, expression);
    return { from, filter: false, options: tokenOptions(groups, text.slice(from + 1, context.pos), write) };
  }
  if (!isInside) return null;
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

function tokenOptions(
  groups: readonly TokenGroup[],
  wanted: string,
  write: (expression: string) => string,
): readonly Completion[] {
  const words = wanted.trim().toLowerCase();
  return groups
    .flatMap((group) => group.tokens.map((token) => ({ ...token, group: group.title })))
    .filter(({ group, title }) => `${group} ${title}`.toLowerCase().includes(words))
    .toSorted((one, other) => rankOf(one.title, words) - rankOf(other.title, words))
    .map(({ group, title, expression, type }) => ({
      label: title,
      detail: `${group} · ${type}`,
      apply: write(expression),
      boost: 1,
    }));
}

/** The exact name first, then names that begin with the words, then those that hold them. */
function rankOf(title: string, words: string): number {
  const name = title.toLowerCase();
  return name === words ? 0 : name.startsWith(words) ? 1 : name.includes(words) ? 2 : 3;
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
