import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useStepLook } from '../step-look.ts';
import { useTellToken } from './use-token-name.ts';

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    minWidth: 0,
    maxWidth: '100%',
    paddingInlineEnd: '4px',
    lineHeight: '18px',
    verticalAlign: 'bottom',
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '18px',
    height: '18px',
    borderStartStartRadius: tokens.borderRadiusSmall,
    borderEndStartRadius: tokens.borderRadiusSmall,
    color: '#fff',
    fontSize: '13px',
  },
  fx: { backgroundColor: tokens.colorNeutralForeground3, color: tokens.colorNeutralBackground1, fontStyle: 'italic' },
  title: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontFamily: tokens.fontFamilyBase },
  code: { maxWidth: '30ch', fontFamily: tokens.fontFamilyMonospace },
});

/** A value under its name with the icon of what gives it; an expression that computes something as such, shortened. */
export function TokenChip({ expression }: { expression: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const lookAt = useStepLook();
  const { name, title, told } = useTellToken()(expression);
  const giver = name?.giver;
  const look = giver && lookAt(giver.role, giver.name, giver.step);
  return (
    <span
      role="img"
      aria-label={told}
      title={`${told}\n${expression}\n${t('designer.tokenHint')}`}
      className={styles.root}
    >
      {look ? (
        <span className={styles.icon} style={{ backgroundColor: look.color }}>
          <look.icon />
        </span>
      ) : (
        <span className={mergeClasses(styles.icon, styles.fx)}>{name ? 'x' : 'fx'}</span>
      )}
      <span className={mergeClasses(styles.title, !name && styles.code)}>{title}</span>
    </span>
  );
}
