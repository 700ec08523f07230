import { Button, makeStyles } from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Condition } from '../../../../src/model/condition.ts';
import { type Group, isComplete, toGroup } from '../../parts/condition/condition-draft.ts';
import { ConditionGroup } from '../../parts/condition/condition-group.tsx';
import { Dialog } from '../../parts/dialog.tsx';

const useStyles = makeStyles({ wide: { minWidth: 0 } });

/** A filter on the attributes of rows, kept in the address as JSON. */
export function RowFilter(props: {
  attributes: EntityView['attributes'];
  /** The condition as JSON text; empty without. */
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [draft, setDraft] = useState<Group>();
  const count = props.value === '' ? 0 : toGroup(parse(props.value)).conditions.length;
  const apply = () => {
    props.onChange(draft && draft.conditions.length > 0 ? JSON.stringify(draft) : '');
    setDraft(undefined);
  };
  return (
    <>
      <Button
        icon={<FilterRegular />}
        appearance={count > 0 ? 'primary' : 'secondary'}
        onClick={() => setDraft(toGroup(parse(props.value)))}
      >
        {count > 0 ? t('filter.on', { count }) : t('list.filter')}
      </Button>
      {draft && (
        <Dialog
          title={t('list.filter')}
          isWide
          onClose={() => setDraft(undefined)}
          actions={
            <>
              <Button onClick={() => setDraft({ operator: 'and', conditions: [] })}>{t('filter.clear')}</Button>
              <Button appearance="primary" disabledFocusable={!isComplete(draft)} onClick={apply}>
                {t('app.apply')}
              </Button>
            </>
          }
        >
          <div className={styles.wide}>
            <ConditionGroup
              group={draft}
              onChange={setDraft}
              scope={{
                entity: '',
                attributes: props.attributes,
                measures: [],
                segments: [],
                hierarchies: [],
                ways: [],
              }}
            />
          </div>
        </Dialog>
      )}
    </>
  );
}

function parse(text: string): Condition | undefined {
  try {
    return text === '' ? undefined : (JSON.parse(text) as Condition);
  } catch {
    return undefined;
  }
}
