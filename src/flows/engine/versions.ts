import { hashOf } from '../../base/ids.ts';
import type { Flow } from '../../model/flow.ts';
import type { VersionUsed } from '../../store/journal/record.ts';
import { compileFlow } from '../graph/compile.ts';
import type { FlowProgram } from '../graph/graph.ts';
import { parseJson, printJson, type Value, type ValueObject } from '../language/index.ts';

/** A version of a flow, ready to run. */
export interface FlowVersion {
  readonly flow: string;
  /** Hash of definition and connections: runs are pinned to it. */
  readonly hash: string;
  readonly content: string;
  readonly program: FlowProgram;
  /** Connection references of the definition to connections of the workspace. */
  readonly connections: Readonly<Record<string, string>>;
}

/** Most versions kept compiled. */
const MOST_VERSIONS = 500;

/** The hash of the version that a flow is, without compiling it. */
export function hashOfFlow(flow: Flow): string {
  return hashOfContent(flow.name, contentOf(flow));
}

function hashOfContent(flow: string, content: string): string {
  return hashOf(`${flow}\n${content}`);
}

function contentOf({ definition, connections = {} }: Flow): string {
  return printJson({ definition: definition as ValueObject, connections });
}

/** Versions of flows, each compiled once. */
export class FlowVersions {
  readonly #byHash = new Map<string, FlowVersion>();
  readonly #byFlow = new WeakMap<Flow, FlowVersion>();
  /** Hashes that the journal has. */
  readonly #written = new Set<string>();

  /** The version that a flow's definition is now. @throws FLX_FLOW_DEFINITION, … */
  of(flow: Flow): FlowVersion {
    const known = this.#byFlow.get(flow);
    if (known) return known;
    const version = this.read(flow.name, contentOf(flow));
    this.#byFlow.set(flow, version);
    return version;
  }

  /** A version from what the journal kept of it. */
  read(flow: string, content: string): FlowVersion {
    const hash = hashOfContent(flow, content);
    const known = this.#byHash.get(hash);
    if (known) return known;
    const { definition = {}, connections = {} } = parseJson(content) as ValueObject;
    const version: FlowVersion = {
      flow,
      hash,
      content,
      program: compileFlow(definition as Value, hash),
      connections: connections as Readonly<Record<string, string>>,
    };
    this.#remember(version);
    return version;
  }

  find(hash: string): FlowVersion | undefined {
    return this.#byHash.get(hash);
  }

  /** The record that makes a version known to the journal; undefined when this process has written it. */
  recordOf({ flow, hash, content }: FlowVersion, createdAt: Date): VersionUsed | undefined {
    if (this.#written.has(hash)) return undefined;
    return { kind: 'version', hash, flow, content, createdAt };
  }

  /** Notes that the journal has a version. */
  written({ hash }: FlowVersion): void {
    this.#written.add(hash);
  }

  #remember(version: FlowVersion): void {
    const oldest = this.#byHash.keys().next().value;
    if (this.#byHash.size >= MOST_VERSIONS && oldest !== undefined) this.#byHash.delete(oldest);
    this.#byHash.set(version.hash, version);
  }
}
