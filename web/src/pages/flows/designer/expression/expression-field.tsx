import type { EditorView } from '@codemirror/view';
import {
  Button,
  Field,
  FieldContextProvider,
  makeStyles,
  mergeClasses,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  SearchBox,
  tokens,
} from '@fluentui/react-components';
import { LightningRegular, OpenRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import { CodeEditor } from './code-editor.tsx';
import { insertToken } from './editor.ts';
import { ExpressionDialog } from './expression-dialog.tsx';
import { type ChipOptions, leaveOpened, replaceOpened } from './token-chips.ts';
import { TokenDialog } from './token-dialog.tsx';
import { type TokenGroup, tokensFor } from './tokens.ts';
import { TrialValue } from './trial-value.tsx';

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
  pick: { position: 'absolute', insetInlineEnd: '2px', top: '2px', minWidth: '30px' },
  large: { position: 'absolute', insetInlineEnd: '32px', top: '2px', minWidth: '30px' },
  surface: { width: '320px', maxHeight: '360px', overflowY: 'auto', display: 'grid', gap: '8px', padding: '12px' },
  token: { justifyContent: 'flex-start', textAlign: 'start', width: '100%', fontWeight: tokens.fontWeightRegular },
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
  const { definition, connectors, selection, isReadOnly } = useDesigner();
  const groups = selection ? tokensFor(definition, connectors, selection) : [];
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
  const chips: ChipOptions = {
    hint: t('designer.tokenHint'),
    chosen: (expression) => t('designer.tokenChosen', { expression }),
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
            <TokenButton
              groups={groups}
              label={props.label}
              onPick={(expression) => view.current && insertToken(view.current, expression)}
            />
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

function TokenButton({
  groups,
  label,
  onPick,
}: {
  groups: readonly TokenGroup[];
  label: string;
  onPick: (expression: string) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const [words, setWords] = useState('');
  const choose = (expression: string) => {
    setIsOpen(false);
    onPick(expression);
  };
  const fits = (title: string) => title.toLowerCase().includes(words.toLowerCase());
  return (
    <Popover open={isOpen} onOpenChange={(_event, data) => setIsOpen(data.open)} positioning="below-end" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.pick}
          size="small"
          appearance="subtle"
          icon={<LightningRegular />}
          aria-label={t('designer.dynamicFor', { field: label })}
        />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('designer.dynamic')}>
        <FieldContextProvider value={undefined}>
          <SearchBox
            size="small"
            placeholder={t('designer.search')}
            dismiss={{ 'aria-label': t('designer.clearSearch') }}
            value={words}
            onChange={(_event, data) => setWords(data.value)}
          />
        </FieldContextProvider>
        {groups.map(({ title, tokens: all }) => {
          const shown = all.filter((token) => fits(`${title} ${token.title}`));
          if (shown.length === 0) return null;
          return (
            <section key={title} aria-label={title}>
              <h3 className={text.caption}>{title === 'variables' ? t('designer.variables') : title}</h3>
              {shown.map((token) => (
                <Button
                  key={token.expression}
                  size="small"
                  appearance="subtle"
                  className={styles.token}
                  onClick={() => choose(token.expression)}
                >
                  {token.title}
                </Button>
              ))}
            </section>
          );
        })}
      </PopoverSurface>
    </Popover>
  );
}
