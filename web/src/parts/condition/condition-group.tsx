import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../../src/model/condition.ts';
import { Choice } from '../form/fields.tsx';
import { ComparisonRow } from './comparison-row.tsx';
import {
  fromGroup,
  type Group,
  isComparison,
  isGroup,
  isMembership,
  isRelated,
  type Membership,
  operatorsOf,
  type Related,
  toGroup,
  withCondition,
} from './condition-draft.ts';
import type { ConditionScope } from './scope.ts';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: '8px', minWidth: 0 },
  nested: {
    padding: '10px 12px',
    borderLeft: `3px solid ${tokens.colorBrandStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  line: { display: 'flex', gap: '8px', alignItems: 'flex-start', minWidth: 0 },
  inside: { flexGrow: 1, minWidth: 0 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  joined: { width: '110px' },
  adders: { display: 'flex', flexWrap: 'wrap', gap: '4px' },
});

interface Editor<Value> {
  readonly scope: ConditionScope;
  readonly onChange: (value: Value) => void;
}

/** Conditions joined by AND or OR, groups inside groups, related rows and other segments. */
export function ConditionGroup({ group, scope, onChange }: Editor<Group> & { group: Group }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.group}>
      {group.conditions.length > 1 && (
        <div className={styles.joined}>
          <Choice
            label={t('condition.joined')}
            value={group.operator}
            options={[
              { value: 'and', label: t('condition.and') },
              { value: 'or', label: t('condition.or') },
            ]}
            onChange={(operator) => onChange({ ...group, operator: operator as Group['operator'] })}
          />
        </div>
      )}
      {group.conditions.map((condition, index) => (
        // The place is the only name a condition has.
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
        <div key={index} className={styles.line}>
          <div className={styles.inside}>
            <ConditionEditor
              condition={condition}
              scope={scope}
              onChange={(next) => onChange(withCondition(group, index, next))}
            />
          </div>
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('condition.remove')}
            onClick={() => onChange(withCondition(group, index, undefined))}
          />
        </div>
      ))}
      <Adders
        scope={scope}
        onAdd={(condition) => onChange({ ...group, conditions: [...group.conditions, condition] })}
      />
    </div>
  );
}

function ConditionEditor({ condition, scope, onChange }: Editor<Condition> & { condition: Condition }) {
  const styles = useStyles();
  if (isGroup(condition))
    return (
      <div className={styles.nested}>
        <ConditionGroup group={condition} scope={scope} onChange={onChange} />
      </div>
    );
  if (isRelated(condition)) return <RelatedEditor condition={condition} scope={scope} onChange={onChange} />;
  if (isMembership(condition)) return <MembershipEditor condition={condition} scope={scope} onChange={onChange} />;
  if (isComparison(condition)) return <ComparisonRow comparison={condition} scope={scope} onChange={onChange} />;
  return <NotEditor condition={condition as { condition: Condition }} scope={scope} onChange={onChange} />;
}

function NotEditor(props: Editor<Condition> & { condition: { readonly condition: Condition } }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.nested, styles.group)}>
      <span>{t('condition.not')}</span>
      <ConditionGroup
        group={toGroup(props.condition.condition)}
        scope={props.scope}
        onChange={(group) => props.onChange({ operator: 'not', condition: fromGroup(group) ?? group })}
      />
    </div>
  );
}

function RelatedEditor({ condition, scope, onChange }: Editor<Condition> & { condition: Related }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const way = scope.ways.find(({ relationship }) => relationship === condition.path[0]);
  const change = (group: Group) => {
    const inner = fromGroup(group);
    const { condition: _old, ...rest } = condition;
    onChange(inner ? { ...rest, condition: inner } : rest);
  };
  return (
    <div className={mergeClasses(styles.nested, styles.group)}>
      <div className={styles.head}>
        <Choice
          label={t('condition.howMany')}
          value={condition.operator}
          options={[
            { value: 'any', label: t('condition.any') },
            { value: 'all', label: t('condition.all') },
          ]}
          onChange={(operator) => onChange({ ...condition, operator: operator as Related['operator'] })}
        />
        <Choice
          label={t('kind.relationship')}
          value={condition.path[0] ?? ''}
          options={scope.ways.map(({ relationship, label }) => ({ value: relationship, label }))}
          onChange={(relationship) => onChange({ operator: condition.operator, path: [relationship] })}
        />
        <span>{t('condition.where')}</span>
      </div>
      {way && <ConditionGroup group={toGroup(condition.condition)} scope={way.scope()} onChange={change} />}
    </div>
  );
}

function MembershipEditor({ condition, scope, onChange }: Editor<Condition> & { condition: Membership }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.head}>
      <Choice
        label={t('condition.membership')}
        value={condition.operator}
        options={[
          { value: 'inSegment', label: t('condition.inSegment') },
          { value: 'notInSegment', label: t('condition.notInSegment') },
        ]}
        onChange={(operator) => onChange({ ...condition, operator: operator as Membership['operator'] })}
      />
      <Choice
        label={t('kind.segment')}
        value={condition.segment}
        options={scope.segments.map(({ name, displayName }) => ({ value: name, label: displayName }))}
        onChange={(segment) => onChange({ ...condition, segment })}
      />
    </div>
  );
}

function Adders({ scope, onAdd }: { scope: ConditionScope; onAdd: (condition: Condition) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [attribute] = scope.attributes;
  const [way] = scope.ways;
  const [segment] = scope.segments;
  const first = (): Condition => ({
    operator: operatorsOf(attribute?.type ?? 'string')[0] ?? 'equals',
    attribute: attribute?.name ?? '',
  });
  const adder = (label: string, make: () => Condition) => (
    <Button size="small" appearance="subtle" icon={<AddRegular />} onClick={() => onAdd(make())}>
      {label}
    </Button>
  );
  return (
    <div className={styles.adders}>
      {adder(t('condition.add'), first)}
      {adder(t('condition.addGroup'), () => ({ operator: 'or', conditions: [first()] }))}
      {way && adder(t('condition.addRelated'), () => ({ operator: 'any', path: [way.relationship] }))}
      {segment && adder(t('condition.addSegment'), () => ({ operator: 'inSegment', segment: segment.name }))}
    </div>
  );
}
