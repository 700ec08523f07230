import type { DefinitionKind } from '../../../src/model/definition.ts';

/** Address of the page that shows a definition. */
export function pathOfDefinition(kind: DefinitionKind, name: string): string {
  switch (kind) {
    case 'dataSource':
      return `/data/sources/${name}`;
    case 'segment':
      return `/segments/${name}`;
    case 'measure':
      return `/measures/${name}`;
    case 'relationship':
      return '/data/relationships';
    case 'unification':
      return '/unify';
    case 'audience':
      return '/unify/audience';
    case 'schedule':
      return '/admin/system?tab=schedule';
    case 'trigger':
      return `/triggers/definitions/${name}`;
    case 'flow':
      return `/flows/${name}`;
    case 'activity':
      return '/data/activities';
    case 'connection':
      return `/definitions/connection/${name}`;
  }
}
