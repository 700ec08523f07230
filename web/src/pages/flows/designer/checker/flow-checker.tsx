import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ErrorCircleFilled, WarningFilled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../../../i18n/server-words.ts';
import { useText } from '../../../../parts/text.ts';
import { stepOf } from '../canvas/flow-canvas.tsx';
import { useDesigner } from '../designer-context.ts';
import { titleFrom } from '../document/find.ts';
import { SidePanel } from '../side-panel.tsx';

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

/** Every problem of the flow; one click leads to its step. */
export function FlowChecker({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const styles = useStyles();
  const text = useText();
  const { check, definition, select } = useDesigner();
  const diagnostics = check?.diagnostics ?? [];
  const open = (pointer: string) => {
    const name = stepOf(pointer);
    if (name === undefined) return;
    select({
      role: Object.hasOwn(definition.triggers ?? {}, name) && pointer.includes('/triggers/') ? 'trigger' : 'action',
      name,
    });
  };
  return (
    <SidePanel label={t('designer.checker')} onClose={onClose}>
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
    </SidePanel>
  );
}
