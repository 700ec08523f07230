import { useTranslation } from 'react-i18next';
import { useNames } from '../../i18n/server-words.ts';
import { ChoiceField, FieldGrid, LongTextField, NumberField, SwitchField, TextField } from './fields.tsx';
import { isSecret, type JsonSchema, withProperty, wordsOf } from './schema.ts';

type Values = Readonly<Record<string, unknown>>;

/** A form for the object that a JSON Schema describes: what must be given first, then the rest. */
export function SchemaForm(props: {
  schema: JsonSchema;
  value: Values;
  onChange: (value: Values) => void;
  /** Properties that are not asked for here. */
  omit?: readonly string[];
}) {
  const { properties = {}, required = [] } = props.schema;
  const names = Object.keys(properties).filter((name) => !props.omit?.includes(name));
  const ordered = names.toSorted((a, b) => Number(required.includes(b)) - Number(required.includes(a)));
  return (
    <FieldGrid>
      {ordered.map((name) => (
        <SchemaField
          key={name}
          name={name}
          schema={properties[name] ?? {}}
          isRequired={required.includes(name)}
          value={props.value[name]}
          onChange={(value) => props.onChange(withProperty(props.value, name, value))}
        />
      ))}
    </FieldGrid>
  );
}

/** The field for one property of a schema. */
export function SchemaField(props: {
  name: string;
  schema: JsonSchema;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { name, schema, value, onChange } = props;
  const { title, description } = useNames({
    title: schema['x-ms-summary'] ?? schema.title ?? wordsOf(name),
    description: schema.description,
  });
  const { t } = useTranslation();
  const shared = {
    label: title,
    hint: description,
    isRequired: props.isRequired,
  };
  const type = [schema.type].flat().find((each) => each !== 'null') ?? schema.anyOf?.[0]?.type;
  if (schema.enum) {
    const options = schema.enum.map((each) => ({ value: String(each), label: String(each) }));
    return (
      <ChoiceField
        {...shared}
        value={value === undefined ? '' : String(value)}
        options={options}
        none={t('form.default')}
        onChange={(chosen) => onChange(schema.enum?.find((each) => String(each) === chosen && chosen !== ''))}
      />
    );
  }
  if (type === 'boolean' && !props.isRequired && schema.default === undefined)
    return (
      <ChoiceField
        {...shared}
        value={value === undefined ? '' : String(value)}
        options={[
          { value: 'true', label: t('watcher.yes') },
          { value: 'false', label: t('watcher.no') },
        ]}
        none={t('form.default')}
        onChange={(chosen) => onChange(chosen === '' ? undefined : chosen === 'true')}
      />
    );
  if (type === 'boolean') return <SwitchField {...shared} value={value === true} onChange={onChange} />;
  if (type === 'integer' || type === 'number')
    return (
      <NumberField
        {...shared}
        value={typeof value === 'number' ? value : undefined}
        least={schema.minimum}
        most={schema.maximum}
        step={type === 'integer' ? 1 : undefined}
        onChange={onChange}
      />
    );
  if (type === 'array' && schema.items?.type !== 'object')
    return <ListField {...shared} value={value} onChange={onChange} />;
  if (type === 'object' || type === 'array') return <JsonField {...shared} value={value} onChange={onChange} />;
  return (
    <TextField
      {...shared}
      type={isSecret(name, schema) ? 'password' : 'text'}
      value={value === undefined ? '' : String(value)}
      onChange={(text) => onChange(text === '' ? undefined : text)}
    />
  );
}

function ListField(props: {
  label: string;
  hint: string | undefined;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const items = Array.isArray(props.value) ? props.value.map(String) : [];
  return (
    <LongTextField
      {...props}
      rows={2}
      hint={[props.hint, t('form.oneALine')].filter(Boolean).join(' ')}
      value={items.join('\n')}
      onChange={(text) => props.onChange(text === '' ? undefined : text.split('\n'))}
    />
  );
}

/** An object or list of objects as JSON; what is no JSON yet is kept as text until it is. */
function JsonField(props: {
  label: string;
  hint: string | undefined;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const isText = typeof props.value === 'string';
  const text = isText ? String(props.value) : props.value === undefined ? '' : JSON.stringify(props.value, null, 2);
  const change = (next: string) => {
    if (next.trim() === '') return props.onChange(undefined);
    try {
      props.onChange(JSON.parse(next));
    } catch {
      props.onChange(next);
    }
  };
  return (
    <LongTextField
      {...props}
      isCode
      error={isText && text !== '' ? t('form.notJson') : undefined}
      value={text}
      onChange={change}
    />
  );
}
