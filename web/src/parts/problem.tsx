import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ProblemError, type ProblemRecord } from '../api/client.ts';
import { useTell } from '../i18n/server-words.ts';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    padding: '10px 12px',
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorNeutralForeground1,
  },
  icon: { fontSize: '20px', color: tokens.colorStatusDangerForeground1, flexShrink: 0 },
  words: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  list: { margin: '4px 0', paddingInlineStart: '18px', listStyleType: 'disc' },
  item: { display: 'list-item' },
});

/** Says what went wrong with every single fault, how to mend it, and offers to try again. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { message, mend, code } = useProblemText()(error);
  return (
    <div role="alert" className={mergeClasses(styles.root, text.body)}>
      <ErrorCircleFilled className={styles.icon} />
      <div className={styles.words}>
        <p className={text.strong}>{message}</p>
        {mend && <p>{t('app.mend', { mend })}</p>}
        {error instanceof ProblemError && error.place?.file && <p className={text.mono}>{placeOf(error.place)}</p>}
        {error instanceof ProblemError && <ProblemLines problems={error.problems} />}
        {code && <code className={text.mono}>{code}</code>}
      </div>
      {onRetry && <Button onClick={onRetry}>{t('app.retry')}</Button>}
    </div>
  );
}

/** Faults or advice, each with what mends it and its place: file and line where it was read from a file. */
export function ProblemLines({ problems }: { problems: readonly ProblemRecord[] }) {
  const styles = useStyles();
  const text = useText();
  const textOf = useProblemText();
  if (problems.length === 0) return null;
  return (
    <ul className={styles.list}>
      {problems.map((problem) => {
        const { message, mend } = textOf(new ProblemError({ ...problem, status: 422 }));
        const place = placeOf(problem.place);
        return (
          <li key={`${place} ${problem.message}`} className={styles.item}>
            {message} {mend} <span className={text.mono}>{place}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** File, line and column where it was read from a file, else the object and its part. */
function placeOf({ file, line, column, object, pointer }: ProblemRecord['place'] & object = {}): string {
  if (file !== undefined) return [file, line, column].filter(Boolean).join(':');
  return [object, pointer].filter(Boolean).join(' ');
}

/** Says what went wrong and how to mend it, in the language of the pages. */
export function useProblemText(): (error: unknown) => { message: string; mend?: string | undefined; code?: string } {
  const { t } = useTranslation();
  const tell = useTell();
  return (error) => {
    if (!(error instanceof ProblemError)) return { message: `${t('problem.title')}: ${String(error)}` };
    if (error.code === 'offline') return { message: t('problem.offline'), mend: t('problem.offlineMend') };
    if (error.code === 'partMissing') return { message: t('problem.part'), mend: t('problem.partMend') };
    if (error.code === 'unexpected') return { message: t('problem.unexpected'), mend: t('problem.unexpectedMend') };
    return {
      message: tell(error.message, error.code),
      mend: error.mend && tell(error.mend, error.code),
      code: error.code,
    };
  };
}
