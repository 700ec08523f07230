import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { membersOf, type StepDefinition } from '../document/definition.ts';
import { textOf, valueFrom } from '../document/values.ts';
import type { ChangeStep } from './change-step.ts';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: '1fr auto', gap: '4px', alignItems: 'end' },
});

/** The cases of a switch: the values they stand for; their actions are on the canvas. */
export function CaseList({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const cases = membersOf(step['cases']);
  const write = (next: Readonly<Record<string, unknown>>) => onChange({ ...step, cases: next });
  const add = () => {
    const name =
      ['Case', ...Array.from({ length: 100 }, (_, index) => `Case_${index + 2}`)].find(
        (each) => !Object.hasOwn(cases, each),
      ) ?? 'Case';
    write({ ...cases, [name]: { case: '', actions: {} } });
  };
  return (
    <section aria-label={t('designer.cases')}>
      <h3 className={text.body}>{t('designer.cases')}</h3>
      {Object.entries(cases).map(([name, branch]) => (
        <div key={name} className={styles.row}>
          <Field label={name}>
            <Input
              value={textOf(membersOf(branch)['case'])}
              onChange={(_event, data) =>
                write({
                  ...cases,
                  [name]: { ...membersOf(branch), case: valueFrom(data.value, membersOf(branch)['case']) },
                })
              }
            />
          </Field>
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('designer.removeRow', { name })}
            onClick={() => write(Object.fromEntries(Object.entries(cases).filter(([each]) => each !== name)))}
          />
        </div>
      ))}
      <Button size="small" appearance="subtle" icon={<AddRegular />} onClick={add}>
        {t('designer.addCase')}
      </Button>
    </section>
  );
}
