import type { ActionNode, FlowProgram } from '../graph/graph.ts';
import type { ActionRecord, NameKind, Scope, Value } from '../language/index.ts';
import { findStep, findSteps } from './find-step.ts';
import { describeWorkflow, type RunFacts } from './run-facts.ts';
import type { Frame, Step } from './step.ts';
import { gatherRecords, recordOf } from './step-record.ts';
import type { Variables } from './variables.ts';

/** What all scopes of a run share. */
export interface SharedScope {
  readonly program: FlowProgram;
  readonly facts: RunFacts;
  readonly variables: Variables;
  /** Values of parameters by name in lower case. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly nowTicks: () => bigint;
  readonly randomFraction: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  callbackUrl(step: Step | undefined): string | undefined;
}

/** What the expressions of one frame can see of the run. */
export class FrameScope implements Scope {
  readonly #shared: SharedScope;
  readonly #frame: Frame | undefined;
  /** The step whose expressions are evaluated. */
  current: Step | undefined;
  /** What `item()` means instead of the loop's element, while an array is gone through. */
  override: { readonly item: Value } | undefined;

  constructor(shared: SharedScope, frame: Frame | undefined) {
    this.#shared = shared;
    this.#frame = frame;
  }

  parameter(name: string): Value | undefined {
    return this.#shared.parameters.get(name.toLowerCase());
  }

  variable(name: string): Value | undefined {
    return this.#shared.variables.get(name)?.value;
  }

  trigger(): ActionRecord {
    return this.#shared.facts.trigger;
  }

  action(name: string): ActionRecord | undefined {
    const node = this.#nodeOf(name);
    if (!node) return undefined;
    const { facts } = this.#shared;
    const { steps, isRepeated } = this.#frame ? findSteps(this.#frame, node) : { steps: [], isRepeated: false };
    if (isRepeated) return gatherRecords(node, steps, facts);
    const step = steps.at(-1);
    return step ? recordOf(step, facts) : { name: node.name };
  }

  currentAction(): ActionRecord | undefined {
    return this.current && recordOf(this.current, this.#shared.facts);
  }

  result(name: string): readonly ActionRecord[] | undefined {
    const node = this.#nodeOf(name);
    if (node?.kind.kind !== 'control') return undefined;
    const container = this.#frame && findStep(this.#frame, node);
    if (!container) return [];
    const graphs = new Map(
      container.frames.map((frame) => [frame.graph, container.frames.filter((other) => other.graph === frame.graph)]),
    );
    return [...graphs].flatMap(([graph, frames]) =>
      graph.nodes.map((inner) => {
        const steps = frames.flatMap(({ steps: all }) => all[inner.index] ?? []);
        const [only] = steps;
        return only && !only.frame.loop
          ? recordOf(only, this.#shared.facts)
          : gatherRecords(inner, steps, this.#shared.facts);
      }),
    );
  }

  items(loop: string): Value | undefined {
    return this.#turnOf(loop)?.item;
  }

  item(): Value | undefined {
    if (this.override) return this.override.item;
    for (let frame = this.#frame; frame; frame = frame.parent)
      if (frame.loop && frame.loop.item !== undefined) return frame.loop.item;
    return undefined;
  }

  iterationIndex(loop: string): number | undefined {
    return this.#turnOf(loop)?.index;
  }

  workflow(): Value {
    return describeWorkflow(this.#shared.facts);
  }

  callbackUrl(): string | undefined {
    return this.#shared.callbackUrl(this.current);
  }

  appSetting(name: string): string | undefined {
    return this.#shared.facts.settings[name];
  }

  agentParameter(): undefined {
    return undefined;
  }

  nowTicks(): bigint {
    return this.#shared.nowTicks();
  }

  randomFraction(): number {
    return this.#shared.randomFraction();
  }

  randomBytes(count: number): Uint8Array {
    return this.#shared.randomBytes(count);
  }

  names(kind: NameKind): Iterable<string> {
    const { program, variables, facts } = this.#shared;
    switch (kind) {
      case 'parameter':
        return [...program.parameters.values()].map(({ name }) => name);
      case 'variable':
        return variables.names();
      case 'action':
        return [...program.actions.values()].map(({ name }) => name);
      case 'loop':
        return this.#turns().map(({ name }) => name);
      case 'setting':
        return Object.keys(facts.settings);
    }
  }

  #nodeOf(name: string): ActionNode | undefined {
    return this.#shared.program.actions.get(name.toLowerCase());
  }

  #turns() {
    const turns = [];
    for (let frame = this.#frame; frame; frame = frame.parent) if (frame.loop) turns.push(frame.loop);
    return turns;
  }

  #turnOf(loop: string) {
    const key = loop.toLowerCase();
    for (let frame = this.#frame; frame; frame = frame.parent) if (frame.loop?.key === key) return frame.loop;
    return undefined;
  }
}
