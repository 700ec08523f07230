import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, DismissRegular, ErrorCircleFilled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { Anchor } from './anchor.tsx';
import { useProblemText } from './problem.tsx';
import { closeToast, showToast, useToasts } from './toast-store.ts';

const useStyles = makeStyles({
  root: {
    position: 'fixed',
    zIndex: 20,
    insetInlineEnd: '16px',
    bottom: '16px',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    width: 'min(400px, calc(100vw - 32px))',
    pointerEvents: 'none',
    '@media print': { display: 'none' },
  },
  toast: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    padding: '8px 8px 8px 14px',
    pointerEvents: 'auto',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
  },
  text: { flexGrow: 1, overflowWrap: 'anywhere' },
  icon: { fontSize: '20px', flexShrink: 0, color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
});

/** Messages that go by themselves; what they tell can be taken back while they stand. */
export function Toasts() {
  const { t } = useTranslation();
  const styles = useStyles();
  const textOf = useProblemText();
  const toasts = useToasts();
  return (
    <div className={styles.root} role="status">
      {toasts.map(({ id, text, undo, tone = 'good', link }) => (
        <div key={id} className={styles.toast}>
          {tone === 'bad' && <ErrorCircleFilled className={mergeClasses(styles.icon, styles.bad)} />}
          {tone === 'good' && <CheckmarkCircleFilled className={styles.icon} />}
          <span className={styles.text}>{text}</span>
          {link && (
            <Anchor to={link.to} search={{ ...link.search }}>
              {link.text}
            </Anchor>
          )}
          {undo && (
            <Button
              size="small"
              onClick={() => {
                closeToast(id);
                void Promise.resolve(undo()).catch((error: unknown) =>
                  showToast({ text: textOf(error).message, tone: 'bad' }),
                );
              }}
            >
              {t('app.undo')}
            </Button>
          )}
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t('app.close')}
            onClick={() => closeToast(id)}
          />
        </div>
      ))}
    </div>
  );
}
