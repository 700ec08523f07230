import type { ServerTexts } from '../server-texts.ts';
import { access } from './eu/access.ts';
import { accounts } from './eu/accounts.ts';
import { app } from './eu/app.ts';
import { appMatch } from './eu/app-match.ts';
import { base } from './eu/base.ts';
import { checks } from './eu/checks.ts';
import { cli } from './eu/cli.ts';
import { connector } from './eu/connector.ts';
import { engines } from './eu/engines.ts';
import { evidence } from './eu/evidence.ts';
import { flows } from './eu/flows.ts';
import { flowsConnectors } from './eu/flows-connectors.ts';
import { flowsLanguage } from './eu/flows-language.ts';
import { flowsPackages } from './eu/flows-packages.ts';
import { functionsOfFlows } from './eu/functions-flows.ts';
import { functionsOfValues } from './eu/functions-values.ts';
import { general } from './eu/general.ts';
import { http } from './eu/http.ts';
import { model } from './eu/model.ts';
import { names } from './eu/names.ts';
import { outputNames } from './eu/output-names.ts';
import { phrases } from './eu/phrases.ts';
import { reasons } from './eu/reasons.ts';
import { refresh } from './eu/refresh.ts';
import { rows } from './eu/rows.ts';
import { runs } from './eu/runs.ts';
import { sourceNames } from './eu/source-names.ts';
import { sources } from './eu/sources.ts';
import { store } from './eu/store.ts';
import { terms } from './eu/terms.ts';
import { triggerNames } from './eu/trigger-names.ts';
import { unify } from './eu/unify.ts';

/** What kept the engine from its work comes in place of a parameter too. */
const faults = Object.assign({}, ...Object.values(engines)) as Readonly<Record<string, string>>;

/** What the server says, in Basque; a file for each of its catalogues of errors, and some for what has no code. */
export const texts: ServerTexts = {
  ...access,
  ...accounts,
  ...app,
  ...appMatch,
  ...base,
  ...cli,
  ...connector,
  ...engines,
  ...flows,
  ...flowsConnectors,
  ...flowsLanguage,
  ...flowsPackages,
  ...http,
  ...model,
  ...refresh,
  ...sources,
  ...store,
  ...unify,
  '*': { ...general, ...checks, ...runs },
  evidence,
  names: { ...names, ...outputNames, ...triggerNames, ...sourceNames, ...functionsOfValues, ...functionsOfFlows },
  '#': { ...faults, ...phrases, ...reasons, ...rows, ...terms },
};
