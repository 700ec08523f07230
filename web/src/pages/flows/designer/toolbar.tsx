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
import { type FlowRecord, isNeverPublished, isOn } from './flow-record.ts';
import { PublishCommand } from './publish-command.tsx';
import { opensPanel } from './tool-panel.tsx';
import type { EditedFlow } from './use-designer-state.ts';
import type { Saving } from './use-saving.ts';
import { LEAST_TITLE_PIXELS, useTight } from './use-tight.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    padding: '6px 16px',
    '& button': { minWidth: 0, position: 'relative' },
  },
  root: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    flex: `1 1 ${LEAST_TITLE_PIXELS}px`,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  first: { padding: '0 16px 6px' },
  count: { marginInlineStart: '6px' },
  tools: { flexWrap: 'wrap', padding: 0, '& button': { paddingInline: '8px' } },
  cover: { position: 'absolute', inset: 0 },
  tight: { '& .fui-Button__icon': { margin: 0 } },
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
  const { isReadOnly } = useDesigner();
  const { flow } = record;
  const [row, isTight] = useTight();
  return (
    <div className={styles.root}>
      <div ref={row} className={mergeClasses(styles.row, isTight && styles.tight)}>
        <h1 className={mergeClasses(text.subtitle, styles.title)} title={flow.displayName ?? flow.name}>
          {flow.displayName ?? flow.name}
        </h1>
        <Switch
          label={t(`flow.state.${flow.state ?? 'started'}`)}
          checked={isOn(flow)}
          disabled={isReadOnly}
          onChange={(_event, data) => saving.setState(data.checked ? 'started' : 'stopped')}
        />
        {flow.draft !== undefined && <Badge appearance="tint">{t('designer.draft')}</Badge>}
        <SavedNote saving={saving} />
        <Tools history={history} dispatch={dispatch} view={view} onView={onView} isTight={isTight} />
        <Anchor to="/flows/runs" search={{ flow: flow.name }}>
          {t('nav.runs')}
        </Anchor>
        {!isReadOnly && (
          <SaveCommands flow={flow} saving={saving} onRefused={() => onView('checker')} isTight={isTight} />
        )}
      </div>
      {!isReadOnly && isNeverPublished(flow) && !isOn(flow) && (
        <p className={mergeClasses(text.quiet, styles.first)}>{t('designer.firstPublish')}</p>
      )}
      {saving.error && <Problem error={saving.error} />}
    </div>
  );
}

function Tools(
  props: Pick<Parameters<typeof DesignerToolbar>[0], 'history' | 'dispatch' | 'view' | 'onView'> & { isTight: boolean },
) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { history, dispatch, view, onView, isTight } = props;
  const { check, isReadOnly } = useDesigner();
  const errors = (check?.diagnostics ?? []).filter(({ severity }) => severity === 'error').length;
  const toggling = (wanted: SideView) => ({
    ...opensPanel(wanted),
    'aria-pressed': view === wanted,
    onClick: () => onView(view === wanted ? undefined : wanted),
  });
  return (
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
      <ToolbarButton icon={<CodeRegular />} {...toggling('code')}>
        <Label isTight={isTight}>{t('designer.code')}</Label>
      </ToolbarButton>
      <ToolbarButton icon={<CheckmarkStarburstRegular />} {...toggling('checker')}>
        <Label isTight={isTight}>{t('designer.checker')}</Label>
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
      <ToolbarButton icon={<HistoryRegular />} {...toggling('versions')}>
        <Label isTight={isTight}>{t('definition.versions')}</Label>
      </ToolbarButton>
      {!isReadOnly && (
        <ToolbarButton icon={<BeakerRegular />} {...toggling('test')}>
          <Label isTight={isTight}>{t('designer.test')}</Label>
        </ToolbarButton>
      )}
    </Toolbar>
  );
}

/** The word beside an icon. In a tight row it is only the name of the command, and told when one points at the icon. */
function Label({ isTight, children }: { isTight: boolean; children: string }) {
  const styles = useStyles();
  return (
    <>
      <span data-label="" className={isTight ? 'visually-hidden' : undefined}>
        {children}
      </span>
      {isTight && <span aria-hidden="true" className={styles.cover} title={children} />}
    </>
  );
}

function SaveCommands(props: { flow: FlowRecord['flow']; saving: Saving; onRefused: () => void; isTight: boolean }) {
  const { flow, saving, onRefused, isTight } = props;
  const { t } = useTranslation();
  return (
    <>
      <Button
        icon={<SaveRegular />}
        disabledFocusable={!saving.isChanged || saving.isPending}
        onClick={saving.saveDraft}
      >
        <Label isTight={isTight}>{t('designer.saveDraft')}</Label>
      </Button>
      <PublishCommand flow={flow} saving={saving} onRefused={onRefused} />
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
