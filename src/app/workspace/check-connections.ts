import { pointerOf } from '../../base/json.ts';
import type { Workspace } from '../../model/definition.ts';
import { unknown } from './check-triggers.ts';
import type { WorkspaceProblem } from './problem.ts';

/** Problems of flows that name connections the workspace does not have. */
export function checkConnections({ flows, connections }: Workspace): WorkspaceProblem[] {
  const names = connections.map(({ name }) => name);
  return flows.flatMap((flow, index) =>
    Object.entries(flow.connections ?? {})
      .filter(([, connection]) => !names.includes(connection))
      .map(([reference, connection]) => {
        const problem = unknown('connection', connection, { names, pointer: pointerOf('connections', reference) });
        return { kind: 'flow' as const, name: flow.name, index, problem };
      }),
  );
}
