/** How a definition is kept, which decides what it may hold. */
export interface Hosting {
  /** A bare definition, a workflow.json, a resource of a deployment template, or a flow of Power Automate. */
  readonly kind: 'definition' | 'standard' | 'arm' | 'flow';
  /** True for flows that keep no history of their runs. */
  readonly isStateless: boolean;
  /** Values given beside the definition, by parameter name. */
  readonly parameterNames?: readonly string[];
  /** Parameters that the project around it declares, which it may read, too. */
  readonly projectParameterNames?: readonly string[];
}
