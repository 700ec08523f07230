import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from './panel.tsx';
import { scrollArea } from './scroll-area.ts';
import { layOutSql } from './sql-text.ts';
import { useText } from './text.ts';
import { showToast } from './toast-store.ts';

const useStyles = makeStyles({
  code: {
    margin: 0,
    padding: '10px 12px',
    maxHeight: '420px',
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The stages that a refresh runs for a definition, as SQL to read and copy. */
export function SqlView({ stages }: { stages: readonly { readonly name: string; readonly sql: string }[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const laidOut = useMemo(
    () => stages.filter(({ sql }) => sql !== '').map(({ name, sql }) => ({ name, sql: layOutSql(sql) })),
    [stages],
  );
  const copy = async () => {
    await navigator.clipboard.writeText(laidOut.map(({ name, sql }) => `-- ${name}\n${sql}\n`).join('\n'));
    showToast({ text: t('app.copied') });
  };
  return (
    <Panel
      title={t('sql.title')}
      lead={t('sql.lead')}
      aside={
        <Button size="small" icon={<CopyRegular />} onClick={() => void copy()}>
          {t('app.copy')}
        </Button>
      }
    >
      {laidOut.map(({ name, sql }) => (
        <section key={name} aria-label={name}>
          <p className={text.caption}>
            <code>{name}</code>
          </p>
          <pre className={mergeClasses(styles.code, text.mono)} {...scrollArea}>
            {sql}
          </pre>
        </section>
      ))}
    </Panel>
  );
}
