import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  BeakerRegular,
  ChatRegular,
  ChevronDownRegular,
  ChevronRightFilled,
  WarningFilled,
} from '@fluentui/react-icons';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { titleFrom } from '../../../../format/step-title.ts';
import { useFormat } from '../../../../format/use-format.ts';
import { Status } from '../../../../parts/status.tsx';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import { branchesOf, ROOT } from '../document/definition.ts';
import type { Spot } from '../document/edit.ts';
import { findStep } from '../document/find.ts';
import { staticResultOf } from '../document/static-result.ts';
import { useStepLook } from '../step-look.ts';
import type { DrawnNode } from './layout.ts';
import { outcomeOf, tellOutcome } from './outcome.ts';
import { DRAG_TYPE, PlusButton } from './plus-button.tsx';
import { useLanding } from './use-landing.ts';

export type StepNode = Node<
  { readonly drawn: DrawnNode & { readonly kind: 'step' | 'trigger' }; readonly problems: number },
  'step'
>;
export type ContainerNode = Node<{ readonly name: string; readonly isSelected: boolean }, 'container'>;
export type AddNode = Node<{ readonly spot: Spot }, 'add'>;

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateRows: '1fr auto',
    // The canvas lets nothing inside of a node be clicked unless it says so.
    pointerEvents: 'all',
    width: '100%',
    height: '100%',
    padding: 0,
    textAlign: 'start',
    font: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow4,
    overflow: 'hidden',
    cursor: 'pointer',
    ':hover': { boxShadow: tokens.shadow8 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  selected: { outline: `2px solid ${tokens.colorBrandStroke1}` },
  faded: { opacity: 0.62 },
  head: { display: 'flex', gap: '10px', alignItems: 'center', padding: '8px 12px', minWidth: 0 },
  icon: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusMedium,
    color: '#fff',
    fontSize: '20px',
  },
  words: { minWidth: 0, flexGrow: 1 },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  foot: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '8px',
    padding: '3px 12px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  note: { color: tokens.colorNeutralForeground3, fontSize: '16px', flexShrink: 0 },
  warning: { color: tokens.colorPaletteRedForeground1, fontSize: '18px', flexShrink: 0 },
  fold: {
    pointerEvents: 'all',
    position: 'absolute',
    insetInlineEnd: '-14px',
    top: '26px',
    borderRadius: '50%',
    minWidth: '32px',
    height: '32px',
  },
  container: {
    width: '100%',
    height: '100%',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorSubtleBackgroundHover,
    opacity: 0.9,
  },
  containerSelected: { border: `1px solid ${tokens.colorBrandStroke1}` },
  handle: { opacity: 0, pointerEvents: 'none' },
});

/** A trigger or action: a card that opens its panel, with the outcome when a run is shown. */
export function StepCard({ data }: NodeProps<StepNode>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { drawn, problems } = data;
  const designer = useDesigner();
  const look = useStepLook()(drawn.kind === 'trigger' ? 'trigger' : 'action', drawn.name, drawn.step);
  const outcome = designer.run && outcomeOf(designer.run, drawn);
  const role = drawn.kind === 'trigger' ? 'trigger' : 'action';
  const isSelected = designer.selection?.name === drawn.name && designer.selection.role === role;
  const button = useLanding((landing) => role === 'action' && 'step' in landing && landing.step === drawn.name);
  const Icon = look.icon;
  const own = drawn.step['description'];
  const note = typeof own === 'string' ? own : undefined;
  const isStatic = staticResultOf(designer.definition, drawn.step)?.isOn === true;
  return (
    <>
      <Handle className={styles.handle} type="target" position={Position.Top} isConnectable={false} />
      <button
        ref={button}
        type="button"
        className={mergeClasses(
          'nopan',
          styles.card,
          isSelected && styles.selected,
          outcome?.status === 'Skipped' && styles.faded,
        )}
        aria-pressed={isSelected}
        aria-label={[
          look.title,
          look.subtitle,
          outcome && t(tellOutcome(outcome).label),
          isStatic && t('designer.staticResult'),
          note,
        ]
          .filter(Boolean)
          .join(', ')}
        data-step={drawn.name}
        draggable={role === 'action' && !designer.isReadOnly}
        onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, drawn.name)}
        onClick={({ detail }) => designer.select({ role, name: drawn.name, takesFocus: detail === 0 })}
        onKeyDown={(event) => handleKey(event, role, drawn.name, designer)}
      >
        <span className={styles.head}>
          <span className={styles.icon} style={{ backgroundColor: look.color }}>
            <Icon />
          </span>
          <span className={styles.words} title={`${look.title} – ${look.subtitle}`}>
            <span className={mergeClasses(text.strong, styles.line)} style={{ display: 'block' }}>
              {look.title}
            </span>
            <span className={mergeClasses(text.quiet, styles.line)} style={{ display: 'block' }}>
              {look.subtitle}
            </span>
          </span>
          {isStatic && <BeakerRegular className={styles.note} title={t('designer.staticResult')} />}
          {note && <ChatRegular className={styles.note} title={note} />}
          {problems > 0 && (
            <WarningFilled className={styles.warning} title={t('designer.problems', { count: problems })} />
          )}
        </span>
        {outcome && <Outcome outcome={outcome} />}
      </button>
      {branchesOf(drawn.step).length > 0 && <FoldButton name={drawn.name} />}
      <Handle className={styles.handle} type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}

function Outcome({ outcome }: { outcome: NonNullable<ReturnType<typeof outcomeOf>> }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const told = tellOutcome(outcome);
  return (
    <span className={mergeClasses(styles.foot, text.caption)}>
      <Status status={told.status} label={t(told.label)} />
      <span>{outcome.seconds === undefined ? '–' : format.duration(outcome.seconds)}</span>
    </span>
  );
}

function FoldButton({ name }: { name: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { collapsed, toggleCollapsed } = useDesigner();
  const isCollapsed = collapsed.has(name);
  return (
    <Button
      className={mergeClasses('nopan', styles.fold)}
      size="small"
      shape="circular"
      icon={isCollapsed ? <ChevronRightFilled /> : <ChevronDownRegular />}
      aria-expanded={!isCollapsed}
      aria-label={t(isCollapsed ? 'designer.expand' : 'designer.collapse', { name: titleFrom(name) })}
      onClick={() => toggleCollapsed(name)}
    />
  );
}

function handleKey(
  event: KeyboardEvent<HTMLButtonElement>,
  role: 'action' | 'trigger',
  name: string,
  { definition, isReadOnly, remove, copy, paste }: ReturnType<typeof useDesigner>,
): void {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    focusBeside(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
  }
  const isAction = role === 'action';
  const command = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : '';
  if (isAction && (command === 'c' || command === 'x')) copy(name);
  if (isReadOnly) return;
  if (isAction && (command === 'x' || event.key === 'Delete')) remove(name);
  if (command === 'v') paste({ place: findStep(definition, name)?.place ?? ROOT, after: isAction ? name : undefined });
}

/** Moves the focus to the card above or below on the canvas, in the order of the drawing. */
function focusBeside(card: HTMLElement, step: 1 | -1): void {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-step]')].sort(
    (a, b) =>
      a.getBoundingClientRect().top - b.getBoundingClientRect().top ||
      a.getBoundingClientRect().left - b.getBoundingClientRect().left,
  );
  cards[cards.indexOf(card) + step]?.focus();
}

/** The frame around what a condition, switch, loop or scope holds. */
export function ContainerFrame({ data }: NodeProps<ContainerNode>) {
  const styles = useStyles();
  return (
    <>
      <Handle className={styles.handle} type="target" position={Position.Top} isConnectable={false} />
      <div className={mergeClasses(styles.container, data.isSelected && styles.containerSelected)} />
      <Handle className={styles.handle} type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}

/** The button at the end of a branch. */
export function AddEnd({ data }: NodeProps<AddNode>) {
  const styles = useStyles();
  const { isReadOnly } = useDesigner();
  return (
    <>
      <Handle className={styles.handle} type="target" position={Position.Top} isConnectable={false} />
      {!isReadOnly && <PlusButton isEnd spot={data.spot} />}
    </>
  );
}
