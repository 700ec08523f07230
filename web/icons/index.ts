export * from './actions.ts';
export * from './controls.ts';
export * from './create-icon.ts';
export * from './pages.ts';
export * from './presence.ts';
