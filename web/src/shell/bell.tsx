import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BellView } from '../../../src/app/view/notifications.ts';
import { getJson, postJson } from '../api/client.ts';
import { useFormat } from '../format/use-format.ts';
import { useNow } from '../format/use-now.ts';
import { PlainAnchor } from '../parts/anchor.tsx';
import { useText } from '../parts/text.ts';

const bellQuery = queryOptions({
  queryKey: ['bell'],
  queryFn: ({ signal }) => getJson<BellView>('/api/bell', signal),
});

const useStyles = makeStyles({
  root: { position: 'relative' },
  count: {
    position: 'absolute',
    insetInlineEnd: 0,
    top: 0,
    minWidth: '16px',
    padding: '0 4px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorPaletteRedBackground3,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '16px',
    textAlign: 'center',
    pointerEvents: 'none',
  },
  list: {
    position: 'fixed',
    inset: '46px 8px auto auto',
    width: 'min(380px, calc(100vw - 16px))',
    maxHeight: '70vh',
    overflowY: 'auto',
    margin: 0,
    padding: '12px 16px',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
  },
  items: { display: 'grid', gap: '10px', margin: '8px 0', padding: 0, listStyleType: 'none' },
  unread: {
    paddingInlineStart: '8px',
    boxShadow: `inset 3px 0 ${tokens.colorPaletteRedBackground3}`,
  },
});

/** What fails or drifts, how much of it is new to the reader, and the way to each. */
export function Bell() {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const { items = [], unread = 0 } = useQuery(bellQuery).data ?? {};
  const markRead = useMutation({
    // What comes while the list is read stays new.
    mutationFn: () => postJson('/api/bell/read', items[0] && { until: items[0].at }),
    onSuccess: () => client.invalidateQueries({ queryKey: bellQuery.queryKey }),
  });
  return (
    <div className={styles.root}>
      <Button
        appearance="subtle"
        icon={<AlertRegular />}
        aria-label={t('app.bell', { count: unread })}
        popoverTarget={id}
      />
      {unread > 0 && (
        <span aria-hidden="true" className={styles.count}>
          {unread}
        </span>
      )}
      <fieldset
        id={id}
        popover="auto"
        aria-label={t('app.bellList')}
        className={styles.list}
        onBeforeToggle={({ newState }) => setIsOpen(newState === 'open')}
      >
        {isOpen && (
          <>
            {items.length === 0 && <p>{t('app.bellEmpty')}</p>}
            <ul className={styles.items}>
              {items.map(({ key, kind, name, path, at, isUnread }) => (
                <li key={key} className={mergeClasses(isUnread && styles.unread)}>
                  <PlainAnchor href={path}>{name}</PlainAnchor>
                  <br />
                  <span className={text.caption}>
                    {t(`app.bell.${kind}`)} · {format.moment(at, now)}
                  </span>
                </li>
              ))}
            </ul>
            <Button size="small" disabledFocusable={unread === 0} onClick={() => markRead.mutate()}>
              {t('app.bellRead')}
            </Button>
          </>
        )}
      </fieldset>
    </div>
  );
}
