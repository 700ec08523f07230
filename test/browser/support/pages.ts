/** What only a run of the company names: ids of its things. */
export interface Places {
  readonly refresh: string;
  readonly customer: string;
  readonly watcher: string;
  readonly run: string;
  /** Query of the page that an invitation leads to. */
  readonly welcome: string;
}

/** Every page of the web application, with an address in the busy company; `{run}` stands for the id of its run. */
export const PAGES: Readonly<Record<string, string>> = {
  home: '/',
  sources: '/data/sources',
  source: '/data/sources/Shop',
  'source-runs': '/data/sources/Shop?tab=runs',
  'source-new': '/data/sources/new',
  'source-edit': '/data/sources/Shop/edit?step=attributes',
  entities: '/data/entities',
  entity: '/data/entities/Customer',
  'entity-attributes': '/data/entities/Customer?tab=attributes',
  relationships: '/data/relationships',
  refreshes: '/data/refreshes',
  refresh: '/data/refreshes/{refresh}',
  'refresh-tasks': '/data/refreshes/{refresh}?tab=tasks',
  'refresh-graph': '/data/refreshes/{refresh}?tab=graph',
  'refresh-timeline': '/data/refreshes/{refresh}?tab=timeline',
  'refresh-events': '/data/refreshes/{refresh}?tab=events',
  unify: '/unify',
  'unify-fields': '/unify/edit',
  'unify-match': '/unify/edit?step=match',
  'unify-merge': '/unify/edit?step=merge',
  'unify-review': '/unify/edit?step=review',
  pairs: '/unify/pairs',
  'match-thresholds': '/unify/thresholds',
  customers: '/customers',
  'customers-table': '/customers?view=table',
  customer: '/customers/{customer}',
  segments: '/segments',
  segment: '/segments/HighValue',
  'segment-members': '/segments/HighValue?tab=members',
  'segment-changes': '/segments/HighValue?tab=changes',
  'segment-overlap': '/segments/HighValue?tab=overlap',
  'segment-sql': '/segments/HighValue?tab=sql',
  'segment-new': '/segments/new',
  'segment-edit': '/segments/HighValue/edit',
  measures: '/measures',
  measure: '/measures/TotalSpend',
  'measure-new': '/measures/new',
  'measure-edit': '/measures/TotalSpend/edit',
  triggers: '/triggers',
  'triggers-catalogue': '/triggers?tab=catalogue',
  'triggers-events': '/triggers?tab=events',
  watcher: '/triggers/{watcher}',
  'trigger-new': '/triggers/new',
  'trigger-edit': '/triggers/definitions/ManyHighValue',
  flows: '/flows',
  'flow-new': '/flows/new',
  flow: '/flows/Growth',
  'flow-definition': '/flows/Growth?tab=definition',
  designer: '/flows/Growth/edit',
  'designer-run': '/flows/Growth/edit?run={run}',
  runs: '/flows/runs',
  run: '/flows/runs/{run}',
  'run-canvas': '/flows/runs/{run}?view=canvas',
  definition: '/definitions/segment/HighValue',
  exports: '/admin/exports',
  'exports-connections': '/admin/exports?tab=connections',
  'exports-subscriptions': '/admin/exports?tab=subscriptions',
  'exports-deliveries': '/admin/exports?tab=deliveries',
  'power-automate': '/admin/exports/power-automate',
  'power-automate-tenant': '/admin/exports/power-automate?door=tenant',
  system: '/admin/system',
  'system-schedule': '/admin/system?tab=schedule',
  'system-usage': '/admin/system?tab=usage',
  'system-storage': '/admin/system?tab=storage',
  'system-about': '/admin/system?tab=about',
  permissions: '/admin/permissions',
  keys: '/admin/keys',
  'oauth-clients': '/admin/oauth-clients',
  'sign-in-settings': '/admin/sign-in',
  audit: '/admin/audit',
  configuration: '/admin/configuration',
  account: '/account',
  help: '/help',
  'sign-in': '/sign-in',
  welcome: '/welcome{welcome}',
  'welcome-without-link': '/welcome',
};

/** The address with the ids put in. */
export function addressOf(template: string, places: Places): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, place: string) => places[place as keyof Places]);
}
