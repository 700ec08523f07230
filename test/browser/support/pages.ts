/** Every page of the web application, with an address of the sample company. */
export const PAGES: Readonly<Record<string, string>> = {
  home: '/',
  entities: '/data/entities',
  entity: '/data/entities/Customer',
  refreshes: '/data/refreshes',
  segments: '/segments',
  segment: '/segments/HighValue',
  measures: '/measures',
  triggers: '/triggers',
  watcher: '/triggers/watcher-1',
  flows: '/flows',
  designer: '/flows/TellGrowth/edit?run=run-2',
  runs: '/flows/runs',
  run: '/flows/runs/run-2',
  'run-canvas': '/flows/runs/run-2?view=canvas',
  definition: '/definitions/segment/HighValue',
  system: '/admin/system',
};
