import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FunctionView } from '../../../../../../src/app/view/designer.ts';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import { parametersOf } from './signature.ts';
import { searchTokens, type TokenGroup } from './tokens.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px', minHeight: 0, minWidth: 0 },
  search: { maxWidth: 'none', width: '100%' },
  list: { display: 'grid', gap: '8px', overflowY: 'auto', minHeight: 0, alignContent: 'start' },
  word: {
    justifyContent: 'flex-start',
    textAlign: 'start',
    width: '100%',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
});

/** Everything an expression can be made of, under one search: values of the steps before, and functions. */
export function VocabularyList(props: {
  groups: readonly TokenGroup[];
  onToken: (expression: string) => void;
  onFunction: (picked: FunctionView) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { functions } = useDesigner();
  const [wanted, setWanted] = useState('');
  const words = wanted.trim().toLowerCase().split(/\s+/);
  const fits = (...where: readonly string[]) => words.every((word) => where.join(' ').toLowerCase().includes(word));
  const groups = searchTokens(props.groups, wanted);
  const fitting = functions.filter(
    ({ name, family, summary, isDeprecated }) => !isDeprecated && fits(name, family, summary),
  );
  const count = groups.reduce((sum, group) => sum + group.tokens.length, fitting.length);
  return (
    <div className={styles.root}>
      <SearchBox
        className={styles.search}
        aria-label={t('designer.searchVocabulary')}
        dismiss={{ 'aria-label': t('designer.clearSearch') }}
        placeholder={t('designer.searchVocabulary')}
        value={wanted}
        onChange={(_event, { value }) => setWanted(value)}
      />
      <p role="status" className={text.quiet}>
        {t('designer.foundWords', { count })}
      </p>
      <div className={styles.list}>
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3 className={text.caption}>{group.title}</h3>
            {group.tokens.map(({ title, about, expression }) => (
              <Button
                key={expression}
                size="small"
                appearance="subtle"
                className={styles.word}
                title={about}
                onClick={() => props.onToken(expression)}
              >
                {title}
              </Button>
            ))}
          </section>
        ))}
        {fitting.length > 0 && (
          <section aria-label={t('designer.functions')}>
            <h3 className={text.caption}>{t('designer.functions')}</h3>
            {fitting.map((each) => (
              <Button
                key={each.name}
                size="small"
                appearance="subtle"
                className={styles.word}
                title={`${each.summary}\n${each.example}`}
                onClick={() => props.onFunction(each)}
              >
                {`${each.name}(${parametersOf(each).join(', ')})`}
              </Button>
            ))}
          </section>
        )}
      </div>
    </div>
  );
}
