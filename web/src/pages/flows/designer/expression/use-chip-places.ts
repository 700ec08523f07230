import { useMemo, useRef, useState } from 'react';
import type { ChipPlaces } from './token-chips.ts';

/** A place in the text of an editor where a token is drawn. */
export interface ChipPlace {
  readonly key: number;
  readonly expression: string;
}

/** Where the tokens of an editor are to be drawn, kept up by the editor. */
export function useChipPlaces(): { readonly drawn: ReadonlyMap<HTMLElement, ChipPlace>; readonly places: ChipPlaces } {
  const [drawn, setDrawn] = useState<ReadonlyMap<HTMLElement, ChipPlace>>(new Map());
  const last = useRef(0);
  const places = useMemo(
    (): ChipPlaces => ({
      draw: (place, expression) => {
        last.current += 1;
        const fresh = last.current;
        setDrawn((before) => new Map(before).set(place, { key: before.get(place)?.key ?? fresh, expression }));
      },
      leave: (place) => setDrawn((before) => new Map([...before].filter(([each]) => each !== place))),
    }),
    [],
  );
  return { drawn, places };
}
