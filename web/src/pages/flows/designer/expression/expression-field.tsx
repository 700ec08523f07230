import type { EditorView } from '@codemirror/view';
import { Button, Field, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../designer-context.ts';
import { type ChipActions, CodeEditor } from './code-editor.tsx';
import { insertToken } from './editor.ts';
import { ExpressionDialog } from './expression-dialog.tsx';
import { leaveOpened, replaceOpened } from './token-chips.ts';
import { TokenDialog } from './token-dialog.tsx';
import { TokenPicker } from './token-picker.tsx';
import { tokensFor } from './tokens.ts';
import { TrialValue } from './trial-value.tsx';
import { useTellToken, useTokenOptions } from './use-token-name.ts';

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    paddingInlineEnd: '64px',
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  wrong: { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  pick: { position: 'absolute', insetInlineEnd: '2px', top: '2px' },
  large: { position: 'absolute', insetInlineEnd: '32px', top: '2px', minWidth: '30px' },
});

/** A text of a definition with expressions in it: completion, dynamic content, its value in a past run, what is wrong. */
export function ExpressionField(props: {
  label: string;
  value: string;
  isRequired?: boolean;
  hint?: string | undefined;
  problem?: string | undefined;
  onChange: (text: string) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { definition, selection, isReadOnly } = useDesigner();
  const options = useTokenOptions();
  const tellToken = useTellToken();
  const groups = selection ? tokensFor(definition, selection, options) : [];
  const view = useRef<EditorView>(undefined);
  const [largeFrom, setLargeFrom] = useState<number>();
  const [token, setToken] = useState<string>();
  const [leave, setLeave] = useState<(editor: EditorView) => void>();
  useEffect(() => {
    // Only once the window is gone can the field behind it have the focus.
    if (!view.current || !leave || largeFrom !== undefined || token !== undefined) return;
    leave(view.current);
    setLeave(undefined);
  }, [leave, largeFrom, token]);
  const closeLarge = (cursor: number) => {
    setLeave(() => (editor: EditorView) => goOnAt(editor, cursor));
    setLargeFrom(undefined);
  };
  const closeToken = () => {
    setLeave(() => leaveOpened);
    setToken(undefined);
  };
  const chips: ChipActions = {
    chosen: (expression) => t('designer.tokenChosen', { token: tellToken(expression).told }),
    onOpen: setToken,
  };
  return (
    <>
      <Field
        label={props.label}
        required={props.isRequired ?? false}
        {...(props.hint !== undefined && { hint: props.hint })}
        {...(props.problem !== undefined && { validationMessage: props.problem })}
        validationState={props.problem ? 'error' : 'none'}
      >
        <div className={mergeClasses(styles.frame, props.problem !== undefined && styles.wrong)}>
          <CodeEditor
            label={props.label}
            value={props.value}
            groups={groups}
            view={view}
            chips={chips}
            onChange={props.onChange}
          />
          <Button
            className={styles.large}
            size="small"
            appearance="subtle"
            icon={<OpenRegular />}
            aria-label={t('designer.largeFor', { field: props.label })}
            onClick={() => setLargeFrom(view.current?.state.selection.main.head ?? 0)}
          />
          {!isReadOnly && groups.length > 0 && (
            <span className={styles.pick}>
              <TokenPicker
                groups={groups}
                label={props.label}
                onPick={(expression) => view.current && insertToken(view.current, expression)}
              />
            </span>
          )}
        </div>
        <TrialValue template={props.value} />
      </Field>
      {largeFrom !== undefined && (
        <ExpressionDialog {...props} groups={groups} startsAt={largeFrom} onClose={closeLarge} />
      )}
      {token !== undefined && (
        <TokenDialog
          field={props.label}
          expression={token}
          groups={groups}
          onApply={(expression) => {
            if (view.current) replaceOpened(view.current, expression);
            closeToken();
          }}
          onClose={closeToken}
        />
      )}
    </>
  );
}

/** Gives a field the focus, with its cursor at a place. */
function goOnAt(editor: EditorView, cursor: number): void {
  editor.dispatch({ selection: { anchor: Math.min(cursor, editor.state.doc.length) } });
  editor.focus();
}
