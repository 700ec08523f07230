import type { StepDefinition } from '../document/definition.ts';

/** A change of the step that is open. */
export type ChangeStep = (step: StepDefinition, options?: { readonly joins?: boolean }) => void;
