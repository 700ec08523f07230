import {
  Badge,
  Button,
  makeStyles,
  mergeClasses,
  Switch,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowRedoRegular,
  ArrowUndoRegular,
  BeakerRegular,
  CheckmarkStarburstRegular,
  CodeRegular,
  HistoryRegular,
  SaveRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/use-format.ts';
import { useNow } from '../../../format/use-now.ts';
import { Anchor } from '../../../parts/anchor.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { useText } from '../../../parts/text.ts';
import { useDesigner } from './designer-context.ts';
import type { SideView } from './designer-search.ts';
import type { History, HistoryAction } from './document/history.ts';
import type { FlowRecord } from './flow-record.ts';
import type { EditedFlow } from './use-designer-state.ts';
import type { Saving } from './use-saving.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 12px',
    padding: '6px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { flex: '1 1 120px', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  count: { marginInlineStart: '6px' },
  tools: { flexWrap: 'wrap', padding: 0 },
});

/** The commands of the designer. */
export function DesignerToolbar(props: {
  record: FlowRecord;
  history: History<EditedFlow>;
  dispatch: (action: HistoryAction<EditedFlow>) => void;
  saving: Saving;
  view: SideView;
  onView: (view: SideView) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { record, history, dispatch, saving, view, onView } = props;
  const { check, isReadOnly } = useDesigner();
  const { flow } = record;
  const errors = (check?.diagnostics ?? []).filter(({ severity }) => severity === 'error').length;
  const toggle = (wanted: SideView) => onView(view === wanted ? undefined : wanted);
  return (
    <div className={styles.root}>
      <h1 className={mergeClasses(text.subtitle, styles.title)} title={flow.displayName ?? flow.name}>
        {flow.displayName ?? flow.name}
      </h1>
      <Switch
        label={t(`flow.state.${flow.state ?? 'started'}`)}
        checked={(flow.state ?? 'started') === 'started'}
        disabled={isReadOnly}
        onChange={(_event, data) => saving.setState(data.checked ? 'started' : 'stopped')}
      />
      {flow.draft !== undefined && <Badge appearance="tint">{t('designer.draft')}</Badge>}
      <SavedNote saving={saving} />
      <Toolbar size="small" className={styles.tools} aria-label={t('designer.tools')}>
        <ToolbarButton
          icon={<ArrowUndoRegular />}
          aria-label={t('designer.undo')}
          disabled={history.past.length === 0}
          onClick={() => dispatch({ kind: 'undo' })}
        />
        <ToolbarButton
          icon={<ArrowRedoRegular />}
          aria-label={t('designer.redo')}
          disabled={history.future.length === 0}
          onClick={() => dispatch({ kind: 'redo' })}
        />
        <ToolbarDivider />
        <ToolbarButton icon={<CodeRegular />} aria-pressed={view === 'code'} onClick={() => toggle('code')}>
          {t('designer.code')}
        </ToolbarButton>
        <ToolbarButton
          icon={<CheckmarkStarburstRegular />}
          aria-pressed={view === 'checker'}
          onClick={() => toggle('checker')}
        >
          {t('designer.checker')}
          {errors > 0 && (
            <Badge
              size="small"
              color="danger"
              className={styles.count}
              aria-label={t('designer.problems', { count: errors })}
            >
              {errors}
            </Badge>
          )}
        </ToolbarButton>
        <ToolbarButton icon={<HistoryRegular />} aria-pressed={view === 'versions'} onClick={() => toggle('versions')}>
          {t('definition.versions')}
        </ToolbarButton>
        {!isReadOnly && (
          <ToolbarButton icon={<BeakerRegular />} aria-pressed={view === 'test'} onClick={() => toggle('test')}>
            {t('designer.test')}
          </ToolbarButton>
        )}
      </Toolbar>
      <Anchor to="/flows/runs">{t('nav.runs')}</Anchor>
      {!isReadOnly && <SaveCommands record={record} saving={saving} />}
      {saving.error && <Problem error={saving.error} />}
    </div>
  );
}

function SaveCommands({ record: { flow }, saving }: { record: FlowRecord; saving: Saving }) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        icon={<SaveRegular />}
        disabledFocusable={!saving.isChanged || saving.isPending}
        onClick={saving.saveDraft}
      >
        {t('designer.saveDraft')}
      </Button>
      <Button
        appearance="primary"
        disabledFocusable={saving.isPending || (!saving.isChanged && flow.draft === undefined)}
        onClick={() => saving.publish()}
      >
        {t('designer.publish')}
      </Button>
    </>
  );
}

function SavedNote({ saving }: { saving: Saving }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const note = saving.isPending
    ? t('designer.saving')
    : saving.isChanged
      ? t('designer.unsaved')
      : t('designer.saved', { when: format.moment(saving.savedAt, now) });
  return (
    <span role="status" className={text.quiet}>
      {note}
    </span>
  );
}
