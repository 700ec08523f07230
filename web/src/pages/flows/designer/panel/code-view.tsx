import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { type Diagnostic, linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { nonceOfPage } from '../../../../theme/nonce.ts';
import { useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { type EditorFault, jsonFaultIn } from './json-fault.ts';

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
  const tell = (fault: EditorFault | undefined) =>
    fault === undefined
      ? t('designer.notJson')
      : t('designer.notJsonAt', {
          line: fault.line,
          column: fault.column,
          fault: fault.found === '' ? t('designer.notJsonEnd') : t('designer.notJsonFound', { found: fault.found }),
        });
  const latest = useRef({ value, onChange, tell });
  latest.current = { value, onChange, tell };
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
        linter(({ state }) => diagnosticsOf(state.doc.toString(), latest.current.tell)),
        theme,
        EditorView.lineWrapping,
        EditorView.cspNonce.of(nonceOfPage()),
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({ 'aria-label': name }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && update.view.hasFocus) setProblem(take(update.state.doc.toString(), latest.current));
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
          {problem}
        </p>
      )}
    </div>
  );
}

interface Taking {
  readonly onChange: (value: StepDefinition) => void;
  readonly tell: (fault: EditorFault | undefined) => string;
}

/** Gives the value of the text away, or tells why it is none. */
function take(text: string, { onChange, tell }: Taking): string | undefined {
  try {
    onChange(JSON.parse(text) as StepDefinition);
    return undefined;
  } catch {
    return tell(jsonFaultIn(text));
  }
}

function diagnosticsOf(text: string, tell: Taking['tell']): Diagnostic[] {
  const fault = jsonFaultIn(text);
  if (!fault) return [];
  const to = Math.min(text.length, fault.at + fault.found.length);
  return [{ from: fault.at, to, severity: 'error', message: tell(fault) }];
}
