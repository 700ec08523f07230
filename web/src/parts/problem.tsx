import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/client.ts';
import { useText } from './text.ts';

const useStyles = makeStyles({
  body: { paddingBlock: '8px', whiteSpace: 'normal' },
  mend: { color: tokens.colorNeutralForeground2 },
});

/** Says what went wrong, how to mend it, and offers to try again. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { message, mend, code } = useProblemText(error);
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{t('problem.title')}</MessageBarTitle>
        <span>{message} </span>
        {mend && <span className={styles.mend}>{t('app.mend', { mend })} </span>}
        {code && <code className={text.mono}>{code}</code>}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

function useProblemText(error: unknown): { message: string; mend: string | undefined; code?: string } {
  const { t } = useTranslation();
  if (!(error instanceof ProblemError))
    return { message: error instanceof Error ? error.message : String(error), mend: undefined };
  if (error.code === 'offline') return { message: t('problem.offline'), mend: t('problem.offlineMend') };
  if (error.code === 'unexpected') return { message: t('problem.unexpected'), mend: t('problem.unexpectedMend') };
  return { message: error.message, mend: error.mend, code: error.code };
}
