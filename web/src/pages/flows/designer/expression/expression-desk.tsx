import type { EditorView } from '@codemirror/view';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import { CodeEditor } from './code-editor.tsx';
import { insertFunction, insertToken } from './editor.ts';
import { callAtEnd, parametersOf } from './signature.ts';
import type { TokenGroup } from './tokens.ts';
import { TrialValue } from './trial-value.tsx';
import { VocabularyList } from './vocabulary-list.tsx';

const useStyles = makeStyles({
  columns: {
    flexGrow: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(220px, 34%)',
    gridTemplateRows: 'minmax(0, 1fr)',
    gap: '16px',
    '@media (max-width: 700px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'minmax(160px, 1fr) minmax(160px, 1fr)',
    },
  },
  writing: { display: 'flex', flexDirection: 'column', gap: '6px', minHeight: 0, minWidth: 0 },
  frame: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  wrong: { color: tokens.colorPaletteRedForeground1 },
  result: { maxHeight: '30%', overflowY: 'auto' },
});

/** Where an expression is written with everything at hand: what is wrong, the signature at the cursor, its value, and all that can be put in. */
export function ExpressionDesk(props: {
  label: string;
  value: string;
  /** The text is one expression, written without `@`. */
  isBare?: boolean;
  problem?: string | undefined;
  groups: readonly TokenGroup[];
  startsAt: number;
  view: RefObject<EditorView | undefined>;
  onChange: (text: string) => void;
  /** Stands below what is written. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { run, isReadOnly } = useDesigner();
  const { view } = props;
  const [before, setBefore] = useState(props.value.slice(0, props.startsAt));
  return (
    <div className={styles.columns}>
      <div className={styles.writing}>
        <div className={styles.frame}>
          <CodeEditor {...props} onCursor={setBefore} />
        </div>
        {props.problem !== undefined && (
          <p role="alert" className={mergeClasses(text.caption, styles.wrong)}>
            {props.problem}
          </p>
        )}
        <Signature before={before} />
        <div className={styles.result}>
          <TrialValue template={props.isBare ? `@${props.value}` : props.value} />
        </div>
        {!run && <p className={text.quiet}>{t('designer.noRunForValue')}</p>}
        {props.children}
      </div>
      {!isReadOnly && (
        <VocabularyList
          groups={props.groups}
          onToken={(expression) => view.current && insertToken(view.current, expression)}
          onFunction={(picked) => view.current && insertFunction(view.current, picked)}
        />
      )}
    </div>
  );
}

/** The function that the cursor is in, with the parameter that is written now. */
function Signature({ before }: { before: string }) {
  const text = useText();
  const { functions } = useDesigner();
  const call = callAtEnd(before);
  const found = call && functions.find(({ name }) => name.toLowerCase() === call.name.toLowerCase());
  if (!call || !found) return null;
  const names = parametersOf(found);
  const current = Math.min(call.argument, names.length - 1);
  return (
    <p role="note" className={text.caption}>
      {`${found.name}(`}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          {index === current ? <strong>{name}</strong> : name}
        </span>
      ))}
      {`) → ${found.returns}. ${found.parameters[current]?.summary || found.summary}`}
    </p>
  );
}
