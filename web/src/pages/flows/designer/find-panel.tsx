import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../parts/text.ts';
import { type Selection, useDesigner } from './designer-context.ts';
import { allSteps } from './document/find.ts';
import { type StepLook, useStepLook } from './step-look.ts';
import { ToolPanel } from './tool-panel.tsx';

const useStyles = makeStyles({
  search: { maxWidth: 'none' },
  line: {
    justifyContent: 'flex-start',
    textAlign: 'start',
    width: '100%',
    fontWeight: tokens.fontWeightRegular,
  },
});

interface Found extends Selection, Pick<StepLook, 'title' | 'subtitle'> {}

/** Finds steps by name or operation; Enter leads to the first, a click to any. */
export function FindPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { select } = useDesigner();
  const [wanted, setWanted] = useState('');
  const words = wanted.trim().toLowerCase();
  const found = useSteps().filter(({ title, subtitle }) => `${title} ${subtitle}`.toLowerCase().includes(words));
  const open = ({ role, name }: Selection) => select({ role, name, takesFocus: true });
  return (
    <ToolPanel view="find" label={t('designer.find')} onClose={onClose}>
      <SearchBox
        className={styles.search}
        aria-label={t('designer.find')}
        dismiss={{ 'aria-label': t('designer.clearSearch') }}
        autoFocus
        value={wanted}
        onChange={(_event, { value }) => setWanted(value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && first) open(first);
        }}
      />
      <p role="status" className={text.quiet}>
        {t('designer.found', { count: found.length })}
      </p>
      <ul>
        {found.map((step) => (
          <li key={`${step.role} ${step.name}`}>
            <Button appearance="subtle" className={styles.line} onClick={() => open(step)}>
              <span>
                <strong>{step.title}</strong> {step.subtitle}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </ToolPanel>
  );
}

/** Every trigger and action, as the cards name them. */
function useSteps(): readonly Found[] {
  const { definition } = useDesigner();
  const look = useStepLook();
  const found = (role: Selection['role'], name: string, step: Parameters<typeof look>[2]) => {
    const { title, subtitle } = look(role, name, step);
    return { role, name, title, subtitle };
  };
  return [
    ...Object.entries(definition.triggers ?? {}).map(([name, step]) => found('trigger', name, step)),
    ...allSteps(definition).map(({ name, step }) => found('action', name, step)),
  ];
}
