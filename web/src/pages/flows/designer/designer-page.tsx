import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../../../src/app/view/flow.ts';
import { historyQuery } from '../../../api/queries/definitions.ts';
import { runQuery } from '../../../api/queries/flows.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { UnsavedGuard } from '../../../parts/unsaved.tsx';
import { useCan } from '../../../session/use-session.ts';
import { NotFound } from '../../../shell/not-found.tsx';
import { FlowCanvas } from './canvas/flow-canvas.tsx';
import { FlowChecker } from './checker/flow-checker.tsx';
import { DesignerProvider } from './designer-context.ts';
import { type DesignerSearch, type SideView, searchOf, selectionOf } from './designer-search.ts';
import { insertStep } from './document/edit.ts';
import { freeName, nameFrom } from './document/find.ts';
import { FindPanel } from './find-panel.tsx';
import { editedOf, type FlowRecord, flowOf } from './flow-record.ts';
import { CodeView } from './panel/code-view.tsx';
import { PinnedPanel, shownPin } from './panel/pinned-panel.tsx';
import { StepPanel, stepOfSelection } from './panel/step-panel.tsx';
import { OperationPicker, type Picked } from './picker/operation-picker.tsx';
import { Recovery } from './recovery.tsx';
import { SetUpBar } from './set-up-bar.tsx';
import { ShownRun } from './shown-run.tsx';
import { TestPanel } from './test-panel.tsx';
import { DesignerToolbar } from './toolbar.tsx';
import { readClip, useDesignerState } from './use-designer-state.ts';
import { useSaving } from './use-saving.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { VersionsPanel } from './versions-panel.tsx';

const NARROW = '@media (max-width: 1000px)';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: 'auto auto minmax(0, 1fr)',
    height: 'calc(100vh - 48px)',
    minHeight: '420px',
  },
  body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', minHeight: 0, position: 'relative' },
  withPanel: { gridTemplateColumns: 'minmax(0, 1fr) 420px', [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
  withTwo: { gridTemplateColumns: 'minmax(0, 1fr) 760px', [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
  side: {
    display: 'grid',
    gridAutoFlow: 'column',
    gridAutoColumns: 'minmax(0, 1fr)',
    minHeight: 0,
    minWidth: 0,
    [NARROW]: { position: 'absolute', inset: 0, zIndex: 6 },
  },
  code: { padding: '16px', overflow: 'auto', backgroundColor: tokens.colorNeutralBackground2 },
  start: { position: 'absolute', top: '24px', left: '50%', transform: 'translateX(-50%)', zIndex: 5 },
});

/** The designer of one flow. */
export function DesignerPage() {
  const { name } = useParams({ from: '/flows/$name/edit' });
  const { run: runId } = useSearch({ from: '/flows/$name/edit' });
  const record = useQuery(historyQuery('flow', name));
  const run = useQuery({ ...runQuery(runId ?? ''), enabled: runId !== undefined });
  const current = record.data?.items[0];
  if (!current) return <Loaded query={record}>{() => <NotFound />}</Loaded>;
  return <DesignerOf key={name} record={flowOf(current)} run={run.data} />;
}

function DesignerOf({ record, run }: { record: FlowRecord; run: RunDetail | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const address = useSearch({ from: '/flows/$name/edit' });
  const [tested, setTested] = useState<RunDetail>();
  useEffect(() => {
    if (run) setTested(undefined);
  }, [run]);
  const { designer, history, dispatch, picking, closePicker } = useDesignerState(editedOf(record), {
    flow: record.flow.name,
    run: tested ?? run,
    isReadOnly: !useCan('contributor'),
    selection: selectionOf(address),
  });
  const [view, setView] = useState<SideView>(address.view);
  const saving = useSaving(record, history);
  const { selection } = designer;
  useEffect(() => {
    document.title = `${record.flow.displayName ?? record.flow.name} · Fluxu`;
  }, [record]);
  useEffect(() => {
    if (selection) setView('step');
  }, [selection]);
  useAddress(searchOf(view, selection));
  useShortcuts({ dispatch, save: saving.saveDraft, find: view === 'code' ? undefined : () => setView('find') });
  const isStepOpen =
    view === 'step' && selection !== undefined && stepOfSelection(designer.definition, selection) !== undefined;
  const isOpen = isStepOpen || (view !== undefined && view !== 'step' && view !== 'code');
  const pinned = view === 'code' ? undefined : shownPin(designer);
  const panels = [styles.body, isOpen || pinned ? styles.withPanel : '', isOpen && pinned ? styles.withTwo : ''];
  const close = () => setView(undefined);
  const navigate = useNavigate({ from: '/flows/$name/edit' });
  const hideRun = () => {
    setTested(undefined);
    void navigate({ search: ({ run: _shown, ...others }: DesignerSearch) => others, resetScroll: false });
  };
  return (
    <DesignerProvider value={designer}>
      <ReactFlowProvider>
        <UnsavedGuard isChanged={saving.isChanged} />
        <div className={styles.root}>
          <DesignerToolbar
            record={record}
            history={history}
            dispatch={dispatch}
            saving={saving}
            view={view}
            onView={setView}
          />
          <div>
            {address.setUp && (
              <SetUpBar record={record} isChanged={saving.isChanged} onProblems={() => setView('checker')} />
            )}
            <ShownRun onHide={hideRun} />
            <Recovery
              record={record}
              present={history.present}
              onRecover={(state) => dispatch({ kind: 'edit', state })}
            />
          </div>
          <div className={mergeClasses(...panels)}>
            {view === 'code' ? (
              <div className={styles.code}>
                <CodeView
                  value={designer.definition}
                  onChange={(definition) => designer.edit(definition, { joins: true })}
                />
              </div>
            ) : (
              <div style={{ minHeight: 0, position: 'relative' }}>
                {!designer.isReadOnly && Object.keys(designer.definition.triggers ?? {}).length === 0 && (
                  <Button
                    className={styles.start}
                    appearance="primary"
                    icon={<AddRegular />}
                    onClick={() => designer.pick('trigger')}
                  >
                    {t('designer.addTrigger')}
                  </Button>
                )}
                <FlowCanvas onFind={() => setView('find')} />
              </div>
            )}
            {(isOpen || pinned) && (
              <div className={styles.side}>
                {pinned && <PinnedPanel pinned={pinned} />}
                {isStepOpen && selection && <StepPanel selection={selection} />}
                {view === 'find' && <FindPanel onClose={close} />}
                {view === 'checker' && <FlowChecker onClose={close} />}
                {view === 'test' && <TestPanel record={record} onTested={setTested} onClose={close} />}
                {view === 'versions' && (
                  <VersionsPanel
                    record={record}
                    onClose={close}
                    onRestore={(state) => dispatch({ kind: 'edit', state })}
                  />
                )}
              </div>
            )}
          </div>
        </div>
        {picking !== undefined && (
          <OperationPicker
            role={picking === 'trigger' ? 'trigger' : 'action'}
            canPaste={picking !== 'trigger' && readClip() !== undefined}
            onClose={closePicker}
            onPaste={() => {
              if (picking !== 'trigger') designer.paste(picking);
              closePicker();
            }}
            onPick={(picked) => {
              putIn(designer, picking, picked);
              closePicker();
            }}
          />
        )}
      </ReactFlowProvider>
    </DesignerProvider>
  );
}

type DesignerValue = ReturnType<typeof useDesignerState>['designer'];

/** Puts what was picked at its spot and opens it; a connection that is the only one of its kind is taken. */
function putIn(
  designer: DesignerValue,
  spot: NonNullable<ReturnType<typeof useDesignerState>['picking']>,
  { name: title, step }: Picked,
): void {
  if (spot === 'trigger') {
    const name = nameFrom(title);
    designer.edit({ ...designer.definition, triggers: { [name]: step } });
    designer.select({ role: 'trigger', name, isNew: true, takesFocus: true });
    return;
  }
  const name = freeName(designer.definition, title);
  designer.edit(insertStep(designer.definition, spot, { name, step }));
  designer.select({ role: 'action', name, isNew: true, takesFocus: true });
}

/** Keeps what is open in the address, so that it can be sent to somebody and stands after a reload. */
function useAddress(open: ReturnType<typeof searchOf>): void {
  const navigate = useNavigate({ from: '/flows/$name/edit' });
  const text = JSON.stringify(open);
  useEffect(() => {
    const wanted = JSON.parse(text) as ReturnType<typeof searchOf>;
    void navigate({
      search: ({ run, setUp }: DesignerSearch) => ({
        ...(run !== undefined && { run }),
        ...(setUp && { setUp }),
        ...wanted,
      }),
      replace: true,
      resetScroll: false,
    });
  }, [text, navigate]);
}
