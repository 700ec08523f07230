import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConnectionFormView } from '../../../../src/app/view/connector.ts';
import { CopyField } from '../../parts/copy-field.tsx';
import { ChoiceField, FieldGrid, FieldStack, TextField } from '../../parts/form/fields.tsx';
import { type JsonSchema, withProperty } from '../../parts/form/schema.ts';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { connectorQuery } from './connector-queries.ts';

type Values = Readonly<Record<string, unknown>>;
type FormSet = ConnectionFormView['sets'][number];
type SignIn = NonNullable<FormSet['signIn']>;

/** What somebody fills in to connect to the service of a connector, as its definition says. */
export function ConnectionForm(props: { connector: string; value: Values; onChange: (value: Values) => void }) {
  const { t } = useTranslation();
  const { value, onChange } = props;
  return (
    <Loaded query={useQuery(connectorQuery(props.connector))}>
      {({ form: { sets, redirectUrl } }) => {
        const chosen = sets.find(({ name }) => name === value['$parameterSet']) ?? sets[0];
        return (
          <FieldStack>
            {sets.length > 1 && (
              <ChoiceField
                label={t('connection.way')}
                hint={chosen?.description}
                value={chosen?.name ?? ''}
                options={sets.map(({ name, displayName }) => ({ value: name, label: displayName }))}
                onChange={(name) => onChange({ $parameterSet: name })}
              />
            )}
            {chosen && <SchemaForm schema={schemaOf(chosen)} value={value} onChange={onChange} />}
            {chosen?.signIn && (
              <SignInFields
                signIn={chosen.signIn}
                redirectUrl={redirectUrl}
                value={(value['$signIn'] ?? {}) as Values}
                onChange={(signIn) => onChange(withProperty(value, '$signIn', signIn))}
              />
            )}
          </FieldStack>
        );
      }}
    </Loaded>
  );
}

const TYPES: Readonly<Record<string, string>> = {
  int: 'integer',
  integer: 'integer',
  bool: 'boolean',
  boolean: 'boolean',
};

function schemaOf({ parameters }: FormSet): JsonSchema {
  const properties = parameters.map(({ name, type, displayName, description, isSecret, allowedValues }) => {
    const schema: JsonSchema = {
      type: TYPES[type.toLowerCase()] ?? 'string',
      ...(displayName !== undefined && { title: displayName }),
      ...(description !== undefined && { description }),
      ...(allowedValues.length > 0 && { enum: allowedValues }),
      ...(isSecret && { format: 'password' }),
    };
    return [name, schema] as const;
  });
  const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

/** The client that was registered at the service, and the address to register there. */
function SignInFields(props: {
  signIn: SignIn;
  redirectUrl: string;
  value: Values;
  onChange: (value: Values) => void;
}) {
  const { t } = useTranslation();
  const { signIn, redirectUrl, value } = props;
  const isEntra = signIn.provider.startsWith('aad');
  const fields = [
    ...(signIn.needsClient ? (['clientId', 'clientSecret'] as const) : []),
    ...(isEntra && signIn.needsClient ? (['tenantId'] as const) : []),
    ...(signIn.needsAddresses && !signIn.isByProgram ? (['authorizationUrl'] as const) : []),
    ...(signIn.needsAddresses ? (['tokenUrl'] as const) : []),
  ];
  return (
    <>
      <p>{t(signIn.isByProgram ? 'connection.byProgram' : 'connection.bySignIn')}</p>
      {!signIn.isByProgram && <CopyField label={t('connection.redirectUrl')} value={redirectUrl} />}
      <FieldGrid>
        {fields.map((name) => (
          <TextField
            key={name}
            label={t(`connection.${name}`)}
            type={name === 'clientSecret' ? 'password' : 'text'}
            autoComplete="off"
            value={String(value[name] ?? '')}
            onChange={(text) => props.onChange(withProperty(value, name, text === '' ? undefined : text))}
          />
        ))}
      </FieldGrid>
    </>
  );
}
