import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

const MOST_LETTERS = 40;

const useStyles = makeStyles({
  tags: { display: 'flex', flexWrap: 'wrap', gap: '4px', listStyleType: 'none', margin: 0, padding: 0 },
});

/** Tags of a thing: Enter or a comma adds what is written, a click takes one away; those in use elsewhere are offered. */
export function TagField(props: {
  label: string;
  value: readonly string[];
  offered: readonly string[];
  onChange: (tags: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const listId = useId();
  const [written, setWritten] = useState('');
  const { value, onChange } = props;
  const add = (text: string) => {
    const tag = text.trim().slice(0, MOST_LETTERS);
    if (tag !== '' && !value.includes(tag)) onChange([...value, tag]);
    setWritten('');
  };
  return (
    <>
      <Field label={props.label} hint={t('tags.hint')}>
        <Input
          value={written}
          input={{ list: listId }}
          onChange={(_event, data) => {
            if (data.value.includes(',') || props.offered.includes(data.value)) add(data.value.replace(',', ''));
            else setWritten(data.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add(written);
          }}
          onBlur={() => add(written)}
        />
      </Field>
      <datalist id={listId}>
        {props.offered
          .filter((tag) => !value.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
      {value.length > 0 && (
        <ul className={styles.tags} aria-label={props.label}>
          {value.map((tag) => (
            <li key={tag}>
              <Button
                size="small"
                shape="circular"
                icon={<DismissRegular />}
                iconPosition="after"
                aria-label={t('tags.remove', { tag })}
                onClick={() => onChange(value.filter((each) => each !== tag))}
              >
                {tag}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
