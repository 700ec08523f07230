import { createContext, useContext } from 'react';

/** Reading direction of the page, as Fluent's provider hands it to icons. */
export interface IconDirectionContextValue {
  readonly textDirection?: 'ltr' | 'rtl';
}

const IconDirectionContext = createContext<IconDirectionContextValue>({});

export const IconDirectionContextProvider = IconDirectionContext.Provider;

/** The reading direction around an icon; left to right without a provider. */
export function useIconDirection(): 'ltr' | 'rtl' {
  return useContext(IconDirectionContext).textDirection ?? 'ltr';
}
