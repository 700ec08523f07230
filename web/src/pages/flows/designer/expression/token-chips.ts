import { EditorSelection, EditorState, type Extension, Facet, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, WidgetType } from '@codemirror/view';
import { expressionOf, type Stretch, tokensIn, withExpression } from './beside.ts';

/** Who draws the tokens of an editor, each in a place inside of its text. */
export interface ChipPlaces {
  /** Draws an expression in a place, or another one where one was drawn. */
  draw(place: HTMLElement, expression: string): void;
  /** The place is gone. */
  leave(place: HTMLElement): void;
}

/** What an editor does with its tokens, and says of them. */
export interface ChipOptions {
  readonly places: ChipPlaces;
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
  const places = state.facet(chipOptions)?.places;
  if (!places) return Decoration.none;
  const marks = tokensOf(state).map((token) => {
    const widget = new ChipWidget(places, state.sliceDoc(token.from, token.to), isChosen(state, token));
    return Decoration.replace({ widget }).range(token.from, token.to);
  });
  return Decoration.set([...marks]);
}

/** Stands in the text in place of a token. */
class ChipWidget extends WidgetType {
  readonly #places: ChipPlaces;
  readonly token: string;
  readonly isChosen: boolean;

  constructor(places: ChipPlaces, token: string, isChosen: boolean) {
    super();
    this.#places = places;
    this.token = token;
    this.isChosen = isChosen;
  }

  override eq({ token, isChosen }: ChipWidget): boolean {
    return token === this.token && isChosen === this.isChosen;
  }

  override toDOM(): HTMLElement {
    const place = document.createElement('span');
    this.updateDOM(place);
    return place;
  }

  override updateDOM(place: HTMLElement): boolean {
    place.className = this.isChosen ? 'wdl-token wdl-chosen' : 'wdl-token';
    place.dataset['token'] = this.token;
    this.#places.draw(place, expressionOf(this.token));
    return true;
  }

  override destroy(place: HTMLElement): void {
    this.#places.leave(place);
  }

  override ignoreEvent(): boolean {
    return false;
  }
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
  const place = view.posAtDOM(chip);
  const token = tokensOf(view.state).find(({ from }) => from === place);
  const isMarking = !view.state.selection.main.empty && chosenIn(view.state) === undefined;
  return !isMarking && open(view, token);
}

const look = EditorView.theme({
  '.cm-line': { lineHeight: '1.7' },
  '.wdl-token': {
    cursor: 'pointer',
    display: 'inline-flex',
    boxSizing: 'border-box',
    maxWidth: '100%',
    verticalAlign: 'bottom',
    border: '1px solid var(--colorBrandStroke2)',
    borderRadius: '4px',
    color: 'var(--colorBrandForeground1)',
    backgroundColor: 'var(--colorBrandBackground2)',
  },
  '.wdl-token:hover': { backgroundColor: 'var(--colorBrandBackground2Hover)' },
  '.wdl-chosen': { outline: '2px solid var(--colorStrokeFocus2)' },
});
