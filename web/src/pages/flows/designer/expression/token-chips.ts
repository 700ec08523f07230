import { EditorSelection, EditorState, type Extension, Facet, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view';
import { expressionOf, type Stretch, tokensIn, withExpression } from './beside.ts';

/** What an editor does with its tokens, and says of them. */
export interface ChipOptions {
  /** Tells how a token is edited. */
  readonly hint: string;
  /** What is read out when a token is chosen by keyboard. */
  readonly chosen: (expression: string) => string;
  /** Opens a token, which keeps its place until `replaceOpened` or `leaveOpened`. */
  readonly onOpen: (expression: string) => void;
}

const setOpened = StateEffect.define<Stretch | undefined>();

/** Where the token stands that is open in a window of its own, whatever happens to the text meanwhile. */
const opened = StateField.define<Stretch | undefined>({
  create: () => undefined,
  update: (before, change) => {
    const moved = before && {
      from: change.changes.mapPos(before.from, 1),
      to: Math.max(change.changes.mapPos(before.from, 1), change.changes.mapPos(before.to, -1)),
    };
    return change.effects.reduce((now, effect) => (effect.is(setOpened) ? effect.value : now), moved);
  },
});

const chipOptions = Facet.define<ChipOptions, ChipOptions | undefined>({ combine: ([options]) => options });

const chips = StateField.define<DecorationSet>({
  create: chipsOf,
  update: (before, change) => (change.docChanged || change.selection ? chipsOf(change.state) : before),
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

function chipsOf(state: EditorState): DecorationSet {
  const title = state.facet(chipOptions)?.hint ?? '';
  const marks = tokensOf(state).map((token, index) => {
    const name = isChosen(state, token) ? 'wdl-token wdl-chosen' : 'wdl-token';
    // The number keeps two that touch each other apart.
    return Decoration.mark({ class: name, attributes: { title, 'data-token': String(index) } }).range(
      token.from,
      token.to,
    );
  });
  return Decoration.set([...marks]);
}

/** Keeps the cursor and the ends of a marked stretch out of tokens: End and Home of a line in which one is broken lead to its edge. */
const outsideTokens = EditorState.transactionFilter.of((change) => {
  if (change.docChanged || !change.selection) return change;
  const { main } = change.selection;
  const inside = (place: number) => tokensOf(change.startState).find(({ from, to }) => from < place && place < to);
  if (!inside(main.anchor) && !inside(main.head)) return change;
  const isForward = main.empty ? main.head > change.startState.selection.main.head : main.head > main.anchor;
  const head = inside(main.head)?.[isForward ? 'to' : 'from'] ?? main.head;
  const anchor = main.empty ? head : (inside(main.anchor)?.[isForward ? 'from' : 'to'] ?? main.anchor);
  return [change, { selection: EditorSelection.single(anchor, head) }];
});

/** Makes complete expressions of a text whole: arrows choose one, Enter and a click open it. */
export function tokenChips(options: ChipOptions): Extension {
  return [
    chipOptions.of(options),
    opened,
    chips,
    outsideTokens,
    look,
    EditorView.domEventHandlers({ click: openAt }),
    Prec.high(
      keymap.of([
        { key: 'ArrowLeft', run: (view) => choose(view, 'to') },
        { key: 'ArrowRight', run: (view) => choose(view, 'from') },
        { key: 'Backspace', run: (view) => choose(view, 'to') },
        { key: 'Delete', run: (view) => choose(view, 'from') },
        { key: 'Enter', run: (view) => open(view, chosenIn(view.state)) },
      ]),
    ),
  ];
}

/** Puts another expression in place of the token that is open, or takes it away; the new one is chosen. */
export function replaceOpened(view: EditorView, expression: string): void {
  const place = view.state.field(opened, false);
  if (!place) return;
  const { from, to } = place;
  const insert = expression === '' ? '' : withExpression(view.state.sliceDoc(from, to), expression);
  const effects = setOpened.of({ from, to: from + insert.length });
  view.dispatch({ changes: { from, to, insert }, effects });
}

/** Goes on in a text at the token that was open, which is chosen. */
export function leaveOpened(view: EditorView): void {
  const place = view.state.field(opened, false);
  if (place) view.dispatch({ selection: { anchor: place.from, head: place.to }, effects: setOpened.of(undefined) });
  view.focus();
}

function tokensOf(state: EditorState): readonly Stretch[] {
  return tokensIn(state.doc.toString());
}

function isChosen({ selection: { main } }: EditorState, { from, to }: Stretch): boolean {
  return main.from === from && main.to === to;
}

function chosenIn(state: EditorState): Stretch | undefined {
  return tokensOf(state).find((token) => isChosen(state, token));
}

/** Chooses the token that begins (`from`) or ends (`to`) at the cursor; false when there is none. */
function choose(view: EditorView, edge: 'from' | 'to'): boolean {
  const { state } = view;
  const { empty, head } = state.selection.main;
  const token = tokensOf(state).find((each) => empty && each[edge] === head);
  const options = state.facet(chipOptions);
  if (!token || !options) return false;
  const effects = EditorView.announce.of(options.chosen(expressionOf(state.sliceDoc(token.from, token.to))));
  view.dispatch({ selection: { anchor: token.from, head: token.to }, effects, scrollIntoView: true });
  return true;
}

function open(view: EditorView, token: Stretch | undefined): boolean {
  const options = view.state.facet(chipOptions);
  if (!token || !options) return false;
  const { from, to } = token;
  view.dispatch({ selection: { anchor: from, head: to }, effects: setOpened.of(token) });
  options.onOpen(expressionOf(view.state.sliceDoc(from, to)));
  return true;
}

function openAt({ target }: MouseEvent, view: EditorView): boolean {
  const chip = target instanceof Element && target.closest<HTMLElement>('[data-token]');
  if (!chip) return false;
  const token = tokensOf(view.state)[Number(chip.dataset['token'])];
  const isMarking = !view.state.selection.main.empty && chosenIn(view.state) === undefined;
  return !isMarking && open(view, token);
}

const look = EditorView.theme({
  '.cm-line': { lineHeight: '1.6' },
  '.wdl-token': {
    cursor: 'pointer',
    border: '1px solid var(--colorBrandStroke2)',
    borderRadius: '4px',
    padding: '0 3px',
    color: 'var(--colorBrandForeground1)',
    backgroundColor: 'var(--colorBrandBackground2)',
    boxDecorationBreak: 'clone',
  },
  '.wdl-token:hover': { backgroundColor: 'var(--colorBrandBackground2Hover)' },
  '.wdl-chosen': { outline: '2px solid var(--colorStrokeFocus2)' },
});
