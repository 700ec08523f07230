import type Type from 'typebox';
import type { DomainEvent } from '../model/event.ts';
import type { ThresholdOptions, TriggerKindName } from '../model/trigger.ts';

/** The line a watched value is held against. */
export interface ThresholdRule {
  readonly threshold: number;
  readonly options: ThresholdOptions;
}

/** A value that went over a line. `previous` is the last value that was not beyond it; undefined when there was none. */
export interface Crossing {
  readonly direction: 'up' | 'down';
  readonly previous: number | undefined;
  readonly value: number;
  readonly threshold: number;
}

/** Fields of a payload beside the envelope. */
export type PayloadFields = Readonly<Record<string, unknown>>;

/** A value to hold against a line. */
export interface ValueSighting {
  readonly kind: 'value';
  /** Row of a measure with dimensions; empty otherwise. */
  readonly series: string;
  /** Null when the measure has no value. */
  readonly value: number | null;
  readonly rule: ThresholdRule;
  /** What the value is, for sentences: `The segment 'High value'`. */
  readonly subject: string;
  readonly payloadOf: (crossing: Crossing) => PayloadFields;
}

/** What a trigger sees in an event: that it happened, that it happened but not as the watcher wants it, or a value. */
export type Sighting =
  | { readonly kind: 'happened'; readonly payload: PayloadFields; readonly reason: string }
  | { readonly kind: 'ignored'; readonly reason: string }
  | ValueSighting;

/** One of the six triggers: describes itself and sees itself in events. */
export interface TriggerKind {
  readonly kind: TriggerKindName;
  /** Operation in the connector definition. */
  readonly operationId: string;
  readonly title: string;
  readonly summary: string;
  readonly eventType: DomainEvent['type'];
  readonly parameters: Type.TObject;
  /** Schema of the payload's own fields; the envelope is the same for all. */
  readonly payload: Type.TObject;
  readonly sample: PayloadFields;
  /** Parameter that names the data source, segment or measure; absent when the trigger is about the whole refresh. */
  readonly subjectParameter?: 'dataSource' | 'segment' | 'measure';
  /** Pure: what this event means to a watcher with these parameters; undefined when it is about something else. */
  readonly look: (event: DomainEvent, parameters: Readonly<Record<string, unknown>>) => Sighting | undefined;
}

/** A frozen trigger kind. */
export function defineTrigger(kind: TriggerKind): TriggerKind {
  return Object.freeze(kind);
}

/** Name a parameter gives, or undefined for any. */
export function textParameter(parameters: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** True when a watcher that names `wanted` means `name`; without a name it means any. Case does not count. */
export function isMeant(wanted: string | undefined, name: string): boolean {
  return wanted === undefined || wanted.toLowerCase() === name.toLowerCase();
}

/** The line that the parameters of a threshold trigger draw. */
export function ruleOf(parameters: Readonly<Record<string, unknown>>): ThresholdRule {
  return { threshold: Number(parameters['threshold']), options: (parameters['options'] ?? {}) as ThresholdOptions };
}
