import { Button, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CopyRegular, DeleteRegular, PinRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titleFrom } from '../../../../format/step-title.ts';
import { useText } from '../../../../parts/text.ts';
import { outcomeOf } from '../canvas/outcome.ts';
import { type Selection, useDesigner } from '../designer-context.ts';
import type { FlowDefinition, StepDefinition } from '../document/definition.ts';
import { renameStep, replaceStep } from '../document/edit.ts';
import { findStep, freeName, nameFrom } from '../document/find.ts';
import { takesStaticResult } from '../document/static-result.ts';
import { SidePanel } from '../side-panel.tsx';
import { useStepLook } from '../step-look.ts';
import { CodeView } from './code-view.tsx';
import { LastRun } from './last-run.tsx';
import { Note } from './note.tsx';
import { Parameters } from './parameters.tsx';
import { Settings } from './settings.tsx';
import { STEP_TABS, type StepTab, StepTabs } from './step-tabs.tsx';
import { Testing } from './testing.tsx';
import { TriggerSettings } from './trigger-settings.tsx';

const useStyles = makeStyles({
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    flexShrink: 0,
    borderRadius: tokens.borderRadiusMedium,
    color: '#fff',
    fontSize: '20px',
  },
  name: { flexGrow: 1, minWidth: 0 },
  input: { width: '100%', minWidth: 0, '& > input': { minWidth: 0, width: '100%' } },
});

/** What is open beside the canvas: one step with its parameters, settings, static result, code and last run. */
export function StepPanel({ selection, isPinned = false }: { selection: Selection; isPinned?: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const designer = useDesigner();
  const [chosen, setTab] = useState<StepTab>(designer.isReadOnly ? 'run' : 'parameters');
  const panel = useRef<HTMLElement>(null);
  const { run } = designer;
  useEffect(() => {
    if (selection.isNew) setTab('parameters');
    else if (run && outcomeOf(run, { kind: 'step', name: selection.name })?.action?.error) setTab('run');
  }, [selection, run]);
  useEffect(() => {
    if (selection.takesFocus) panel.current?.focus();
  }, [selection]);
  const step = stepOfSelection(designer.definition, selection);
  const look = useStepLook();
  if (!step) return null;
  const isTestable = selection.role === 'action' && takesStaticResult(step);
  const tabs = STEP_TABS.filter((each) => each !== 'testing' || isTestable);
  const tab = tabs.includes(chosen) ? chosen : 'parameters';
  const { icon: Icon, color, subtitle } = look(selection.role, selection.name, step);
  const change = (next: StepDefinition, options?: { joins?: boolean }) =>
    designer.edit(withStep(designer.definition, selection, next), options);
  return (
    <SidePanel
      ref={panel}
      step={selection.role === 'action' ? selection.name : undefined}
      label={t(isPinned ? 'designer.pinned' : 'designer.step')}
      onClose={() => {
        designer.select(undefined);
        document.querySelector<HTMLElement>(`[data-step=${CSS.escape(selection.name)}]`)?.focus();
      }}
      head={
        <>
          <span className={styles.icon} style={{ backgroundColor: color }}>
            <Icon />
          </span>
          <div className={styles.name}>
            <StepName selection={selection} />
            <p className={text.quiet}>{subtitle}</p>
          </div>
          {!isPinned && (
            <Button
              appearance="subtle"
              icon={<PinRegular />}
              aria-label={t('designer.pin')}
              onClick={() => designer.pin(selection)}
            />
          )}
          {selection.role === 'action' && !designer.isReadOnly && (
            <>
              <Button
                appearance="subtle"
                icon={<CopyRegular />}
                aria-label={t('designer.copy')}
                onClick={() => designer.copy(selection.name)}
              />
              <Button
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('designer.remove')}
                onClick={() => designer.remove(selection.name)}
              />
            </>
          )}
        </>
      }
    >
      <StepTabs tabs={tabs} chosen={tab} onChoose={setTab} />
      {tab === 'parameters' && <Parameters key={selection.name} selection={selection} step={step} onChange={change} />}
      {tab === 'settings' && (
        <>
          {selection.role === 'action' ? (
            <Settings selection={selection} step={step} onChange={change} />
          ) : (
            <TriggerSettings step={step} onChange={change} />
          )}
          <Note step={step} onChange={change} />
        </>
      )}
      {tab === 'testing' && <Testing key={selection.name} name={selection.name} step={step} />}
      {tab === 'code' && <CodeView key={selection.name} value={step} onChange={change} />}
      {tab === 'run' && <LastRun selection={selection} />}
    </SidePanel>
  );
}

/** The step that is open; undefined when it is gone. */
export function stepOfSelection(definition: FlowDefinition, { role, name }: Selection): StepDefinition | undefined {
  return role === 'trigger' ? definition.triggers?.[name] : findStep(definition, name)?.step;
}

function withStep(definition: FlowDefinition, { role, name }: Selection, step: StepDefinition) {
  if (role === 'action') return replaceStep(definition, name, step);
  return { ...definition, triggers: { ...definition.triggers, [name]: step } };
}

function StepName({ selection }: { selection: Selection }) {
  const { t } = useTranslation();
  const text = useText();
  const styles = useStyles();
  const designer = useDesigner();
  const [draft, setDraft] = useState(titleFrom(selection.name));
  useEffect(() => setDraft(titleFrom(selection.name)), [selection.name]);
  if (designer.isReadOnly) return <h2 className={text.subtitle}>{titleFrom(selection.name)}</h2>;
  const rename = () => {
    const wanted = nameFrom(draft);
    if (wanted === selection.name) return;
    const { definition, name } = renamed(designer.definition, selection, wanted);
    designer.edit(definition);
    designer.select({ role: selection.role, name });
  };
  return (
    <Input
      className={mergeClasses(text.strong, styles.input)}
      appearance="underline"
      aria-label={t('designer.stepName')}
      value={draft}
      onChange={(_event, data) => setDraft(data.value)}
      onBlur={rename}
      onKeyDown={(event) => event.key === 'Enter' && rename()}
    />
  );
}

function renamed(definition: FlowDefinition, { role, name }: Selection, wanted: string) {
  if (role === 'action') {
    const free = wanted.toLowerCase() === name.toLowerCase() ? wanted : freeName(definition, wanted);
    return { definition: renameStep(definition, name, free), name: free };
  }
  const triggers = Object.fromEntries(
    Object.entries(definition.triggers ?? {}).map(([key, step]) => [key === name ? wanted : key, step]),
  );
  return { definition: { ...definition, triggers }, name: wanted };
}
