import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../../../src/model/schedule.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { schedulePreviewQuery } from '../../api/queries/refreshes.ts';
import { useFormat } from '../../format/use-format.ts';
import { ChoiceField, FieldStack, SwitchField, TextField } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { differs, UnsavedGuard } from '../../parts/unsaved.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { useCan } from '../../session/use-session.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const useStyles = makeStyles({
  days: { margin: 0, padding: 0, border: 'none' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'flex-end' },
});

/** When full refreshes start by themselves, and when the next ones would. */
export function SchedulePanel() {
  const records = useQuery(definitionsQuery('schedule')).data?.items;
  if (!records) return null;
  const [current] = records;
  return (
    <ScheduleForm
      key={current?.version ?? 0}
      initial={(current?.definition as Schedule | undefined) ?? { isActive: false, timeZone: 'UTC', times: ['06:00'] }}
    />
  );
}

function ScheduleForm({ initial }: { initial: Schedule }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [draft, setDraft] = useState(initial);
  const put = usePutDefinition();
  const canChange = useCan('administrator');
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));
  const days: readonly string[] = draft.days ?? DAYS;
  const setDays = (next: readonly string[]) => {
    const { days: _old, ...rest } = draft;
    const chosen = DAYS.filter((day) => next.includes(day));
    setDraft(chosen.length === 0 || chosen.length === DAYS.length ? rest : { ...rest, days: chosen });
  };
  const save = () =>
    put.mutate(
      { kind: 'schedule', name: 'schedule', definition: draft },
      { onSuccess: () => showToast({ text: t('app.saved', { name: t('kind.schedule') }) }) },
    );
  return (
    <>
      <UnsavedGuard isChanged={differs(draft, initial)} isTab />
      <Panel title={t('kind.schedule')} lead={t('schedule.lead')}>
        <fieldset className={styles.days} disabled={!canChange}>
          <FieldStack>
            <SwitchField
              label={t('schedule.isActive')}
              value={draft.isActive ?? false}
              onChange={(isActive) => setDraft({ ...draft, isActive })}
            />
            <ChoiceField
              label={t('system.timeZone')}
              value={draft.timeZone ?? 'UTC'}
              options={[{ value: 'UTC', label: 'UTC' }, ...zones.filter(({ value }) => value !== 'UTC')]}
              onChange={(timeZone) => setDraft({ ...draft, timeZone })}
            />
            <fieldset className={styles.days}>
              <legend>{t('schedule.days')}</legend>
              {DAYS.map((day) => (
                <Checkbox
                  key={day}
                  label={t(`day.${day}`)}
                  checked={days.includes(day)}
                  onChange={(_event, { checked }) =>
                    setDays(checked === true ? [...days, day] : days.filter((each) => each !== day))
                  }
                />
              ))}
            </fieldset>
            {draft.cron === undefined && <Times draft={draft} canChange={canChange} onChange={setDraft} />}
            <TextField
              label={t('schedule.cron')}
              hint={t('schedule.cronHint')}
              value={draft.cron ?? ''}
              onChange={(cron) => {
                const { cron: _old, ...rest } = draft;
                setDraft(cron === '' ? rest : { ...rest, cron });
              }}
            />
          </FieldStack>
        </fieldset>
      </Panel>
      <NextRuns draft={draft} />
      {canChange && (
        <SaveBar isBusy={put.isPending} error={put.error} onSave={save} onCancel={() => setDraft(initial)} />
      )}
    </>
  );
}

interface TimesProps {
  readonly draft: Schedule;
  readonly canChange: boolean;
  readonly onChange: (draft: Schedule) => void;
}

function Times({ draft, canChange, onChange }: TimesProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const times = draft.times ?? ['06:00'];
  return (
    <div className={styles.row}>
      {times.map((time, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: times have no name but their place
        <div key={index} className={styles.row}>
          <TextField
            type="time"
            label={t('schedule.time', { number: index + 1 })}
            value={time}
            onChange={(next) => onChange({ ...draft, times: times.map((each, at) => (at === index ? next : each)) })}
          />
          {times.length > 1 && canChange && (
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('schedule.removeTime', { time })}
              onClick={() => onChange({ ...draft, times: times.filter((_each, at) => at !== index) })}
            />
          )}
        </div>
      ))}
      {canChange && (
        <Button icon={<AddRegular />} onClick={() => onChange({ ...draft, times: [...times, '18:00'] })}>
          {t('schedule.addTime')}
        </Button>
      )}
    </div>
  );
}

function NextRuns({ draft }: { draft: Schedule }) {
  const { t } = useTranslation();
  const format = useFormat();
  const settled = useSettled(JSON.stringify(draft));
  const { data, error } = useQuery(schedulePreviewQuery(JSON.parse(settled) as unknown));
  return (
    <Panel title={t('schedule.next')}>
      {!draft.isActive && <p>{t('schedule.off')}</p>}
      {error ? (
        <Problem error={error} />
      ) : (
        <ol>
          {(data?.items ?? []).map((moment) => (
            <li key={moment}>{format.plannedMoment(moment)}</li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
