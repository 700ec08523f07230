import { actions } from './actions.ts';
import type { SignInKind } from './sign-in.ts';
import type { DefinitionOptions } from './swagger.ts';
import { triggerOperations } from './triggers.ts';

const PREREQUISITES: Readonly<Record<SignInKind, string>> = {
  apiKey: 'An API key with the scope `connector`, made under Admin > API keys.',
  oauth:
    'An OAuth client, made under Admin > OAuth clients. Put its id and its secret into the security page of the custom connector, and add the redirect address which that page shows to the client.',
  entra:
    'An app registration in Microsoft Entra ID whose application id URI is entered under Admin > Sign-in. Put its id and secret into the security page of the custom connector.',
};

/** README.md of the package. */
export function readmeOf({ signIn }: DefinitionOptions): string {
  return [
    '# Fluxu',
    'Fluxu unifies customer data of your own server. This connector starts flows when data sources, segments, measures or refreshes change, and reads and writes entities.',
    '## Prerequisites',
    '- A Fluxu server that Power Platform can reach over https.',
    `- ${PREREQUISITES[signIn]}`,
    '## How to import',
    '`paconn create --api-def apiDefinition.swagger.json --api-prop apiProperties.json --icon icon.png`, or in Power Automate: Data > Custom connectors > New custom connector > Import an OpenAPI file.',
    '## Triggers',
    ...triggerOperations.map(({ summary, description }) => `- **${summary}**: ${description}`),
    '## Actions',
    ...actions.map(({ summary, description }) => `- **${summary}**: ${description}`),
    '## Limits',
    '- 100 calls a connection in 60 seconds; beyond them the answer is 429 with Retry-After.',
    '- Threshold triggers fire on the way up only, unless you choose another direction.',
    '',
  ].join('\n\n');
}
