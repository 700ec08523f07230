import type { EditorView } from '@codemirror/view';
import { Button, makeStyles } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../../../../parts/modal.tsx';
import { useDesigner } from '../designer-context.ts';
import { expressionOf } from './beside.ts';
import { ExpressionDesk } from './expression-desk.tsx';
import type { TokenGroup } from './tokens.ts';

const useStyles = makeStyles({ commands: { display: 'flex', flexWrap: 'wrap', gap: '8px' } });

/** One token of a field in a window of its own, without `@`. Only Apply changes the field; an empty expression takes the token away. */
export function TokenDialog(props: {
  /** Label of the field. */
  field: string;
  expression: string;
  groups: readonly TokenGroup[];
  onApply: (expression: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { isReadOnly } = useDesigner();
  const view = useRef<EditorView>(undefined);
  const [draft, setDraft] = useState(props.expression);
  return (
    <Modal isFull title={t('designer.editToken', { field: props.field })} onClose={props.onClose}>
      <ExpressionDesk
        isBare
        label={t('designer.expression')}
        value={draft}
        groups={props.groups}
        startsAt={props.expression.length}
        view={view}
        onChange={setDraft}
      >
        <div className={styles.commands}>
          {!isReadOnly && (
            <Button appearance="primary" onClick={() => props.onApply(expressionOf(draft))}>
              {t('app.apply')}
            </Button>
          )}
          <Button onClick={props.onClose}>{t(isReadOnly ? 'app.close' : 'app.cancel')}</Button>
        </div>
      </ExpressionDesk>
    </Modal>
  );
}
