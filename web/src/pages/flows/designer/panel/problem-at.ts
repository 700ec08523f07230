import { useTell } from '../../../../i18n/server-words.ts';
import { isAt, stepOf } from '../canvas/flow-canvas.tsx';
import { useDesigner } from '../designer-context.ts';

/** What the flow checker says of a field of the step that is open. */
export function useProblemAt(path: readonly string[]): string | undefined {
  const { check, selection } = useDesigner();
  const tell = useTell();
  const found = check?.diagnostics.find(({ pointer }) => stepOf(pointer) === selection?.name && isAt(pointer, path));
  return found && tell(found.message, found.code);
}
