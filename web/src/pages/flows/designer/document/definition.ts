/** An action or trigger as it stands in a definition. */
export type StepDefinition = Readonly<Record<string, unknown>>;
export type Steps = Readonly<Record<string, StepDefinition>>;

/** A workflow definition as the designer edits it. */
export interface FlowDefinition {
  readonly triggers?: Steps;
  readonly actions?: Steps;
  readonly [member: string]: unknown;
}

/** A list of actions: of the flow itself, or of one branch of a container. */
export interface Place {
  /** Name of the container; undefined for the flow itself. */
  readonly container: string | undefined;
  /** `actions`, `else`, `default` or `cases/<name>`. */
  readonly branch: string;
}

/** The actions of the flow itself. */
export const ROOT: Place = { container: undefined, branch: 'actions' };

/** One branch of a container. */
export interface Branch {
  readonly key: string;
  readonly steps: Steps;
}

/** The branches of an action in the order they are drawn; none for an action that holds no others. */
export function branchesOf(step: StepDefinition): readonly Branch[] {
  switch (typeOf(step)) {
    case 'if':
      return [
        { key: 'actions', steps: stepsIn(step['actions']) },
        { key: 'else', steps: stepsIn(membersOf(step['else'])['actions']) },
      ];
    case 'switch':
      return [
        ...Object.entries(membersOf(step['cases'])).map(([name, branch]) => ({
          key: `cases/${name}`,
          steps: stepsIn(membersOf(branch)['actions']),
        })),
        { key: 'default', steps: stepsIn(membersOf(step['default'])['actions']) },
      ];
    case 'scope':
    case 'foreach':
    case 'until':
      return [{ key: 'actions', steps: stepsIn(step['actions']) }];
    default:
      return [];
  }
}

/** The same action with other actions in one of its branches. */
export function withBranch(step: StepDefinition, key: string, steps: Steps): StepDefinition {
  if (key === 'actions') return { ...step, actions: steps };
  if (!key.startsWith('cases/')) return { ...step, [key]: { ...membersOf(step[key]), actions: steps } };
  const name = key.slice('cases/'.length);
  const cases = membersOf(step['cases']);
  return { ...step, cases: { ...cases, [name]: { ...membersOf(cases[name]), actions: steps } } };
}

/** The type in lower case, as types are compared. */
export function typeOf(step: StepDefinition): string {
  return String(step['type'] ?? '').toLowerCase();
}

/** The members of an object; none for anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** The steps of a value that should hold some. */
export function stepsIn(value: unknown): Steps {
  return Object.fromEntries(Object.entries(membersOf(value)).map(([name, step]) => [name, membersOf(step)]));
}

/** What an action waits for: predecessor to statuses. */
export function runAfterOf(step: StepDefinition): Readonly<Record<string, readonly string[]>> {
  return membersOf(step['runAfter']) as Readonly<Record<string, readonly string[]>>;
}
