import { isFluxuError, messageOf } from '../../../base/errors.ts';
import { isPlainObject } from '../../../base/json.ts';
import type { CallEffects, ConnectionValues, Connector } from '../../../flows/connectors/connector.ts';
import { findConnector, listChoices } from '../../../flows/connectors/index.ts';
import {
  checkDefinition,
  createContextScope,
  evaluateTemplate,
  FUNCTIONS,
  parseJson,
  printJson,
  type Value,
  type ValueObject,
} from '../../../flows/language/index.ts';
import type { AppDesigner } from '../../rooms/flows.ts';
import type { FunctionView, TemplateTrialResult } from '../../view/designer.ts';
import type { RunDetail } from '../../view/flow.ts';
import { connectorView } from './connector-view.ts';

export interface DesignerOptions {
  /** Those that come with Fluxu and those that were added. */
  readonly connectors: () => Promise<readonly Connector[]>;
  /** A connection of the workspace: the connector it is for, and its values, secrets included. */
  readonly openConnection: (
    name: string,
  ) => Promise<{ readonly connector: Connector; readonly values: ConnectionValues }>;
  readonly findRun: (runId: string) => Promise<RunDetail>;
  readonly rehearse: AppDesigner['rehearse'];
  readonly favourites: AppDesigner['favourites'];
  readonly testEvents: AppDesigner['testEvents'];
  readonly effects: CallEffects;
}

/** Steps and values a trial may take: a person waits for it. */
const TRIAL_LIMITS = { steps: 100_000, outputLength: 1_000_000, seconds: 2 };

/** What the flow designer asks of the server. */
export function createDesigner(options: DesignerOptions): AppDesigner {
  return {
    connectors: async () => (await options.connectors()).map(connectorView),
    functions: () => functionViews,
    check: (definition) => {
      const { diagnostics, unsupported, runnable } = checkDefinition(definition as Value);
      return { diagnostics, unsupported, isRunnable: runnable };
    },
    rehearse: options.rehearse,
    favourites: options.favourites,
    testEvents: options.testEvents,
    evaluate: async ({ template, runId, known }) => {
      const run = runId === undefined ? known : await options.findRun(runId);
      return tryTemplate(template, run);
    },
    choices: async ({ connector, connection, ...call }) => {
      // The secrets of a connection go to its own connector only, whichever was asked for.
      const opened = connection === undefined ? undefined : await options.openConnection(connection);
      const found = await listChoices({
        ...options.effects,
        ...call,
        connector: opened?.connector ?? findConnector(connector, await options.connectors()),
        connection: opened?.values ?? {},
        idempotencyKey: 'choices',
      });
      return found.map(({ value, title }) => ({ value, title }));
    },
  };
}

const functionViews: readonly FunctionView[] = FUNCTIONS.map((definition) => ({
  name: definition.name,
  family: definition.family,
  summary: definition.summary,
  returns: definition.returns,
  example: definition.example.expression,
  isDeprecated: definition.replacement !== undefined,
  parameters: definition.parameters.map(({ name, type, summary, isOptional = false, isRest = false }) => ({
    name,
    type,
    summary,
    isOptional,
    isRest,
  })),
}));

/** What is known of a run once it is over. */
type KnownRun = Pick<RunDetail, 'triggerOutputs' | 'actions'>;

function tryTemplate(template: string, run: KnownRun | undefined): TemplateTrialResult {
  try {
    const value = evaluateTemplate(template, createContextScope(contextOf(run)), { limits: TRIAL_LIMITS });
    return { value: JSON.parse(printJson(value)) as unknown };
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    const { code, mend, place } = error;
    return {
      error: {
        code,
        message: messageOf(error),
        mend,
        ...(place?.column !== undefined && { column: place.column }),
      },
    };
  }
}

/** What the expressions of a run could see when it was over. */
function contextOf(run: KnownRun | undefined) {
  if (!run) return {};
  const actions = run.actions.map(({ name, inputs, outputs, status, code, error }) => [
    name,
    { inputs, outputs, status, code, error },
  ]);
  const plain = {
    trigger: { outputs: isPlainObject(run.triggerOutputs) ? run.triggerOutputs : {} },
    actions: Object.fromEntries(actions) as Record<string, unknown>,
  };
  return parseJson(JSON.stringify(plain)) as ValueObject;
}
