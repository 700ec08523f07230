import type { Selection } from './designer-context.ts';

/** What stands beside the canvas, or in its place (`code`). */
export const SIDE_VIEWS = ['step', 'code', 'checker', 'find', 'test', 'versions'] as const;
export type SideView = (typeof SIDE_VIEWS)[number] | undefined;

/** What the address of the designer says: a run to show on the canvas, the step that is open, what stands beside it. */
export interface DesignerSearch {
  readonly run?: string;
  /** Destination whose set-up ends here. */
  readonly setUp?: 'power-automate';
  readonly action?: string;
  readonly trigger?: string;
  readonly view?: Exclude<SideView, 'step' | undefined>;
}

/** Reads the address of the designer. */
export function readDesignerSearch(search: Readonly<Record<string, unknown>>): DesignerSearch {
  const view = SIDE_VIEWS.find((known) => known !== 'step' && known === search['view']) as DesignerSearch['view'];
  const setUp = search['setUp'] === 'power-automate' ? ({ setUp: 'power-automate' } as const) : {};
  return {
    ...textOf(search, 'run'),
    ...setUp,
    ...textOf(search, 'action'),
    ...textOf(search, 'trigger'),
    ...(view && { view }),
  };
}

function textOf<Name extends string>(search: Readonly<Record<string, unknown>>, name: Name) {
  const { [name]: text } = search;
  return typeof text === 'string' && text !== '' ? ({ [name]: text } as Record<Name, string>) : {};
}

/** The step that an address opens. */
export function selectionOf({ action, trigger }: DesignerSearch): Selection | undefined {
  if (action !== undefined) return { role: 'action', name: action };
  return trigger === undefined ? undefined : { role: 'trigger', name: trigger };
}

/** The address of what is open. */
export function searchOf(view: SideView, selection: Selection | undefined): Omit<DesignerSearch, 'run' | 'setUp'> {
  if (view !== 'step') return view === undefined ? {} : { view };
  return selection ? { [selection.role]: selection.name } : {};
}
