import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ErrorCircleFilled, WarningFilled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { FlowCheckView } from '../../../../../../src/app/view/designer.ts';
import { titleFrom } from '../../../../format/step-title.ts';
import { useTell } from '../../../../i18n/server-words.ts';
import { useText } from '../../../../parts/text.ts';
import { stepOf } from '../canvas/flow-canvas.tsx';
import { useDesigner } from '../designer-context.ts';
import type { FlowDefinition } from '../document/definition.ts';
import { flowOrder } from '../document/flow-order.ts';
import { ToolPanel } from '../tool-panel.tsx';

type Diagnostic = FlowCheckView['diagnostics'][number];

const useStyles = makeStyles({
  line: {
    justifyContent: 'flex-start',
    textAlign: 'start',
    alignItems: 'flex-start',
    width: '100%',
    fontWeight: tokens.fontWeightRegular,
  },
  error: { color: tokens.colorPaletteRedForeground1, flexShrink: 0 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1, flexShrink: 0 },
  good: { color: tokens.colorPaletteGreenForeground1 },
});

/** Every problem of the flow, errors first, then in the order of the flow; one click leads to its step. */
export function FlowChecker({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const styles = useStyles();
  const text = useText();
  const { check, definition, select } = useDesigner();
  const diagnostics = inOrder(check?.diagnostics ?? [], definition);
  const open = (pointer: string) => {
    const name = stepOf(pointer);
    if (name === undefined) return;
    select({
      role: Object.hasOwn(definition.triggers ?? {}, name) && pointer.includes('/triggers/') ? 'trigger' : 'action',
      name,
    });
  };
  return (
    <ToolPanel view="checker" label={t('designer.checker')} onClose={onClose}>
      {diagnostics.length === 0 && (
        <p className={text.body}>
          <CheckmarkCircleFilled className={styles.good} /> {t('designer.noProblems')}
        </p>
      )}
      <ul>
        {diagnostics.map(({ code, severity, pointer, message }) => (
          <li key={`${code} ${pointer} ${message}`}>
            <Button
              appearance="subtle"
              className={styles.line}
              icon={
                severity === 'error' ? (
                  <ErrorCircleFilled className={styles.error} />
                ) : (
                  <WarningFilled className={styles.warning} />
                )
              }
              onClick={() => open(pointer)}
            >
              <span>
                <strong>{titleFrom(stepOf(pointer) ?? t('kind.flow'))}</strong> {tell(message, code)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {(check?.unsupported ?? []).map(({ pointer, type }) => (
        <p key={pointer} className={text.quiet}>
          {t('designer.cannotRun', { name: titleFrom(stepOf(pointer) ?? ''), type })}
        </p>
      ))}
    </ToolPanel>
  );
}

/** Errors before warnings; within each what is about the whole flow, its triggers, and its steps from top to bottom. */
function inOrder(diagnostics: readonly Diagnostic[], definition: FlowDefinition): readonly Diagnostic[] {
  const steps = [...Object.keys(definition.triggers ?? {}), ...flowOrder(definition)];
  const placeOf = ({ severity, pointer }: Diagnostic) =>
    (severity === 'error' ? 0 : steps.length + 1) + steps.indexOf(stepOf(pointer) ?? '');
  return diagnostics.toSorted((a, b) => placeOf(a) - placeOf(b));
}
