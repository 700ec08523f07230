/** What scrolls on its own must be reachable by keyboard (WCAG 2.1.1). */
export const scrollArea = { tabIndex: 0 } as const;
