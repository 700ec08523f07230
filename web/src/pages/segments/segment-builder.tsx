import { Button, makeStyles } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SegmentPreview } from '../../../../src/app/view/preview.ts';
import type { Audience } from '../../../../src/model/audience.ts';
import { contactsOf } from '../../../../src/model/audience-model.ts';
import type { Condition } from '../../../../src/model/condition.ts';
import { memberKindOf } from '../../../../src/model/member-kind.ts';
import type { Segment, SegmentRule } from '../../../../src/model/segment.ts';
import { MEMBERS } from '../../../../src/model/vocabulary.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { definitionsQuery, previewQuery } from '../../api/queries/definitions.ts';
import { readAddressObject } from '../../parts/address-object.ts';
import { BuilderPage } from '../../parts/builder-page.tsx';
import { fromGroup, isComplete, toGroup } from '../../parts/condition/condition-draft.ts';
import { useConditionScope } from '../../parts/condition/use-scope.ts';
import { ChoiceField } from '../../parts/form/fields.tsx';
import { NameFields } from '../../parts/form/name-fields.tsx';
import { TagField } from '../../parts/form/tag-field.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SqlView } from '../../parts/sql-view.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { useUndo } from '../../parts/use-undo.ts';
import { NotFoundPage } from '../../shell/not-found.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { SegmentForesight } from './segment-foresight.tsx';
import { SegmentPreviewPanel } from './segment-preview-panel.tsx';
import { tagsOf, withTags } from './segment-tags.tsx';

const EMPTY: Segment = { name: '', rules: [{}] };

const useStyles = makeStyles({ rules: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 } });

/** Makes a segment: empty, from a filter of customers, or as a copy of another. */
export function NewSegmentPage() {
  const [{ condition, copy }] = useAddress('condition', 'copy');
  const records = useQuery(definitionsQuery('segment')).data?.items;
  if (!records) return <PageSkeleton />;
  const copied = records.find(({ name }) => name === copy)?.definition as Segment | undefined;
  const given = readAddressObject(condition) as Condition | undefined;
  const rules = given ? [{ condition: given }] : EMPTY.rules;
  const { displayName: _name, ...rest } = copied ?? EMPTY;
  return (
    <SegmentBuilder initial={copied ? { ...rest, name: '' } : { name: '', ...(rules && { rules }) }} version={0} />
  );
}

/** Changes a segment. */
export function EditSegmentPage() {
  const { name } = useParams({ from: '/segments/$name/edit' });
  const records = useQuery(definitionsQuery('segment')).data?.items;
  if (!records) return <PageSkeleton />;
  const record = records.find((each) => each.name === name);
  if (!record) return <NotFoundPage />;
  return <SegmentBuilder key={name} initial={record.definition as Segment} version={record.version} />;
}

function SegmentBuilder({ initial, version }: { initial: Segment; version: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const steps = useUndo(initial);
  const { value: draft, set: setDraft } = steps;
  const refresh = useSubmitRefresh();
  const isNew = version === 0;
  const kept = useQuery(definitionsQuery('segment')).data?.items ?? [];
  const tagsInUse = tagsOf(kept.map(({ definition }) => definition as Segment));
  const isReady = (draft.rules ?? []).every(({ condition }) => isComplete(condition));
  const preview = usePreview(draft, isReady);
  const leave = () => {
    if ((draft.state ?? 'active') === 'active') refresh.mutate({ kind: 'segment', name: draft.name });
    void navigate({ to: '/segments', ignoreBlocker: true });
  };
  return (
    <BuilderPage
      kind="segment"
      {...{ initial, version, steps, isReady }}
      newTitle={t('segment.new')}
      list={{ to: '/segments', label: t('nav.segments') }}
      onSaved={leave}
      preview={
        <SegmentPreviewPanel
          preview={preview.data}
          error={isReady ? preview.error : undefined}
          isBusy={preview.isFetching}
          isWhole={isReady}
          of={draft.of ?? 'customers'}
        />
      }
    >
      <Panel title={t('source.naming')}>
        <NameFields value={draft} onChange={(next) => setDraft(next as Segment)} isNew={isNew} />
        <StateField draft={draft} onChange={setDraft} />
        <TagField
          label={t('tags.title')}
          value={draft.tags ?? []}
          offered={tagsInUse}
          onChange={(tags) => setDraft(withTags(draft, tags))}
        />
        <MembersField draft={draft} onChange={setDraft} />
      </Panel>
      <Rules draft={draft} onChange={setDraft} sizes={preview.data?.rules.map(({ size }) => size)} />
      <SegmentForesight name={isNew ? undefined : initial.name} />
      {isReady && preview.data && <SqlView stages={preview.data.stages} />}
    </BuilderPage>
  );
}

function usePreview(draft: Segment, isWhole: boolean) {
  const {
    displayName: _display,
    description: _description,
    state: _state,
    tags: _tags,
    name: _name,
    ...content
  } = draft;
  const text = useSettled(JSON.stringify(content));
  return useQuery({ ...previewQuery<SegmentPreview>('segments', JSON.parse(text) as unknown), enabled: isWhole });
}

function StateField({ draft, onChange }: { draft: Segment; onChange: (draft: Segment) => void }) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('refresh.state')}
      value={draft.state ?? 'active'}
      options={(['active', 'inactive', 'draft'] as const).map((state) => ({
        value: state,
        label: t(`segment.state.${state}`),
      }))}
      onChange={(state) => onChange({ ...draft, state: state as NonNullable<Segment['state']> })}
    />
  );
}

/** Who the members are; asked where there are contacts. Conditions on the others say nothing of them. */
function MembersField({ draft, onChange }: { draft: Segment; onChange: (draft: Segment) => void }) {
  const { t } = useTranslation();
  const audience = useQuery(definitionsQuery('audience')).data?.items[0]?.definition as Audience | undefined;
  if (contactsOf({ audience }).length === 0) return null;
  return (
    <ChoiceField
      label={t('threshold.members')}
      value={draft.of ?? 'customers'}
      options={MEMBERS.map((value) => ({ value, label: t(`segment.members.${value}`) }))}
      onChange={(of) => onChange({ ...draft, of: of as NonNullable<Segment['of']>, rules: [{}] })}
    />
  );
}

function Rules(props: { draft: Segment; onChange: (draft: Segment) => void; sizes: readonly number[] | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const scope = useConditionScope(memberKindOf(props.draft).entity);
  const { draft, onChange, sizes } = props;
  const rules = draft.rules ?? [];
  const change = (index: number, rule: SegmentRule | undefined) => {
    const next = rules.flatMap((each, at) => (at === index ? (rule ?? []) : each));
    const [first, ...rest] = next;
    const { operation: _none, ...leading } = first ?? {};
    onChange({ ...draft, rules: first ? [leading, ...rest] : [] });
  };
  return (
    <div className={styles.rules}>
      {rules.map((rule, index) => (
        <RuleEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name but their place
          key={index}
          rule={rule}
          index={index}
          size={sizes?.[index]}
          of={draft.of ?? 'customers'}
          scope={scope}
          group={toGroup(rule.condition)}
          onChange={(next) => change(index, next)}
          onGroup={(group) => {
            const condition = fromGroup(group);
            const { condition: _old, ...rest } = rule;
            change(index, condition ? { ...rest, condition } : rest);
          }}
          isOnly={rules.length === 1}
        />
      ))}
      <div>
        <Button
          icon={<AddRegular />}
          onClick={() => onChange({ ...draft, rules: [...rules, rules.length === 0 ? {} : { operation: 'union' }] })}
        >
          {t('segment.addGroup')}
        </Button>
      </div>
    </div>
  );
}
