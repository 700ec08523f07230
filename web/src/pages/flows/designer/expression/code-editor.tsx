import type { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useDesigner } from '../designer-context.ts';
import { createEditor, replaceText } from './editor.ts';
import { TokenChip } from './token-chip.tsx';
import type { ChipOptions } from './token-chips.ts';
import type { TokenGroup } from './tokens.ts';
import { useChipPlaces } from './use-chip-places.ts';

/** What a field does with its tokens; they are drawn here. */
export type ChipActions = Omit<ChipOptions, 'places'>;

/** The text of a field with its completion. What is typed goes out at once; what comes back never moves the cursor. */
export function CodeEditor(props: {
  label: string;
  value: string;
  groups: readonly TokenGroup[];
  /** For who puts something in at the cursor. */
  view: RefObject<EditorView | undefined>;
  /** Fills its place, takes the focus, and begins at a place in the text. */
  startsAt?: number;
  /** The text is one expression, written without `@`. */
  isBare?: boolean;
  /** Complete expressions are tokens, to be opened one by one. */
  chips?: ChipActions;
  onChange: (text: string) => void;
  onCursor?: (before: string) => void;
}) {
  const { functions, isReadOnly } = useDesigner();
  const { label, value, view } = props;
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ functions, ...props });
  latest.current = { functions, ...props };
  const { drawn, places } = useChipPlaces();
  useEffect(() => {
    if (!place.current) return;
    const editor = createEditor({
      parent: place.current,
      text: latest.current.value,
      label,
      isReadOnly,
      startsAt: latest.current.startsAt,
      isBare: latest.current.isBare,
      chips: latest.current.chips && { ...latestChips(latest), places },
      vocabulary: () => latest.current,
      onChange: (text) => latest.current.onChange(text),
      onCursor: (before) => latest.current.onCursor?.(before),
      onBlur: (left) => replaceText(left, latest.current.value),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, isReadOnly, view, places]);
  useEffect(() => {
    // While somebody writes, a value such as 1.0 must not become another text under the cursor.
    if (view.current && !view.current.hasFocus) replaceText(view.current, value);
  }, [value, view]);
  useEffect(() => {
    // Tokens are drawn after the text around them was measured.
    if (drawn.size > 0) view.current?.requestMeasure();
  }, [drawn, view]);
  return (
    <div ref={place} style={props.startsAt === undefined ? undefined : { height: '100%' }}>
      {[...drawn].map(([chip, { key, expression }]) =>
        createPortal(<TokenChip expression={expression} />, chip, String(key)),
      )}
    </div>
  );
}

/** What is said and done now, though the editor was created before. */
function latestChips(latest: RefObject<{ readonly chips?: ChipActions }>): ChipActions {
  return {
    chosen: (expression) => latest.current.chips?.chosen(expression) ?? '',
    onOpen: (expression) => latest.current.chips?.onOpen(expression),
  };
}
