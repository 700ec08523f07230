import { Button, makeStyles } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Segment, SegmentRule } from '../../../../src/model/segment.ts';
import { Chip } from '../../parts/chip.tsx';
import type { Group } from '../../parts/condition/condition-draft.ts';
import { ConditionGroup } from '../../parts/condition/condition-group.tsx';
import type { ConditionScope } from '../../parts/condition/scope.ts';
import { Choice } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';

const OPERATIONS = ['union', 'intersect', 'except'] as const;

const useStyles = makeStyles({ aside: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' } });

/** One group of a segment: how it joins those before it, its conditions, and how many meet it by itself. */
export function RuleEditor(props: {
  rule: SegmentRule;
  index: number;
  size: number | undefined;
  of: NonNullable<Segment['of']>;
  scope: ConditionScope;
  group: Group;
  isOnly: boolean;
  onChange: (rule: SegmentRule | undefined) => void;
  onGroup: (group: Group) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { rule, index, size } = props;
  return (
    <Panel
      title={rule.name ?? t('segment.group', { number: index + 1 })}
      aside={
        <div className={styles.aside}>
          {size !== undefined && <Chip tone="brand">{t(`segment.count.${props.of}`, { count: size })}</Chip>}
          {index > 0 && (
            <Choice
              label={t('segment.operation')}
              value={rule.operation ?? 'union'}
              options={OPERATIONS.map((operation) => ({
                value: operation,
                label: t(`segment.operation.${operation}`),
              }))}
              onChange={(operation) =>
                props.onChange({ ...rule, operation: operation as NonNullable<SegmentRule['operation']> })
              }
            />
          )}
          {!props.isOnly && (
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('segment.removeGroup', { number: index + 1 })}
              onClick={() => props.onChange(undefined)}
            />
          )}
        </div>
      }
    >
      {props.group.conditions.length === 0 && <p>{t(`segment.everybody.${props.of}`)}</p>}
      <ConditionGroup group={props.group} scope={props.scope} onChange={props.onGroup} />
    </Panel>
  );
}
