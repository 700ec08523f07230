import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { initialsOf } from '../pages/customers/name-of-customer.ts';
import { nameOfSession, sessionQuery } from '../session/use-session.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground5,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** Leads to the account of who is signed in. */
export function AccountMenu() {
  const { t } = useTranslation();
  const styles = useStyles();
  const session = useQuery(sessionQuery).data;
  if (!session?.isSignedIn) return null;
  const name = nameOfSession(session);
  return (
    <Link to="/account" className={styles.root} aria-label={`${t('nav.account')}: ${name}`}>
      {initialsOf(name)}
    </Link>
  );
}
