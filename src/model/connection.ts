import Type from 'typebox';
import { described, Name, strict } from './name.ts';

/** How flows reach a service. Values may be `${env:NAME}` or `${file:/path}`; secret ones are stored encrypted. */
export const Connection = Type.Object(
  {
    name: Name,
    ...described,
    connector: Type.String({ description: 'teams, smtp, office365, http, customer-insights, …' }),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Checked against the connector.' }),
    ),
  },
  { ...strict, $id: 'connection', description: 'How flows reach a service.' },
);
export type Connection = Type.Static<typeof Connection>;
