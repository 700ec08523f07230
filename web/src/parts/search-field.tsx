import { Input, makeStyles } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({ root: { width: 'min(280px, 100%)', '@media (max-width: 640px)': { width: '100%' } } });

/** A field to find things by their words. */
export function SearchField(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Input
      type="search"
      className={useStyles().root}
      contentBefore={<SearchRegular />}
      aria-label={props.label}
      placeholder={props.label}
      value={props.value}
      onChange={(_event, { value }) => props.onChange(value)}
    />
  );
}
