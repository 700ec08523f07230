import { useTell } from '../../../../i18n/server-words.ts';
import { isAt, stepOf } from '../canvas/flow-canvas.tsx';
import { MISSING_CODE } from '../checker/missing.ts';
import { useDesigner } from '../designer-context.ts';

/** What the flow checker says of a field of the step that is open; of a new step not yet that its fields are empty. */
export function useProblemAt(path: readonly string[]): string | undefined {
  const { check, selection } = useDesigner();
  const tell = useTell();
  const found = check?.diagnostics.find(
    ({ code, pointer }) =>
      stepOf(pointer) === selection?.name && isAt(pointer, path) && !(selection?.isNew && code === MISSING_CODE),
  );
  return found && tell(found.message, found.code);
}
