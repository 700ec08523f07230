import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { nonceOfPage } from '../../../../theme/nonce.ts';
import { useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';

const useStyles = makeStyles({
  frame: {
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  wrong: { color: tokens.colorPaletteRedForeground1 },
});

const theme = EditorView.theme({
  '&': { fontSize: '12px', backgroundColor: 'var(--colorNeutralBackground1)', color: 'var(--colorNeutralForeground1)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--fontFamilyMonospace)', caretColor: 'var(--colorNeutralForeground1)' },
  '.cm-scroller': { maxHeight: '60vh', overflow: 'auto' },
});

/** A value as JSON that can be edited; what is no JSON yet is said and not taken. */
export function CodeView({
  value,
  label,
  onChange,
}: {
  value: unknown;
  label?: string;
  onChange: (value: StepDefinition) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { isReadOnly } = useDesigner();
  const name = label ?? t('designer.tab.code');
  const place = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string>();
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  const view = useRef<EditorView>(undefined);
  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      doc: JSON.stringify(latest.current.value ?? {}, null, 2),
      parent: place.current,
      extensions: [
        history(),
        keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Tab'), ...historyKeymap]),
        json(),
        linter(jsonParseLinter()),
        theme,
        EditorView.lineWrapping,
        EditorView.cspNonce.of(nonceOfPage()),
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({ 'aria-label': name }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && update.view.hasFocus)
            read(update.state.doc.toString(), latest.current.onChange, setProblem);
        }),
      ],
    });
    view.current = editor;
    return () => editor.destroy();
  }, [name, isReadOnly]);
  useEffect(() => {
    const editor = view.current;
    const next = JSON.stringify(value ?? {}, null, 2);
    if (!editor || editor.hasFocus || editor.state.doc.toString() === next) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: next } });
  }, [value]);
  return (
    <div>
      <div className={styles.frame} ref={place} />
      {problem && (
        <p role="alert" className={mergeClasses(text.caption, styles.wrong)}>
          {t('designer.notJson', { reason: problem })}
        </p>
      )}
    </div>
  );
}

function read(
  text: string,
  take: (value: StepDefinition) => void,
  setProblem: (problem: string | undefined) => void,
): void {
  try {
    take(JSON.parse(text) as StepDefinition);
    setProblem(undefined);
  } catch (error) {
    setProblem(error instanceof Error ? error.message : String(error));
  }
}
