import { makeStyles } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../../src/model/measure.ts';
import type { Segment } from '../../../src/model/segment.ts';
import { usePutDefinition } from '../api/commands.ts';
import { Page } from './page.tsx';
import { PageHead } from './page-head.tsx';
import { SaveBar } from './save-bar.tsx';
import { showToast } from './toast-store.ts';
import { UndoButtons } from './undo-buttons.tsx';
import { differs, UnsavedGuard } from './unsaved.tsx';
import { useFirst } from './use-first.ts';
import type { useUndo } from './use-undo.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 380px',
    alignItems: 'start',
    gap: '16px',
    '@media (max-width: 1199px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 },
});

interface BuilderPageProps<Draft> {
  readonly kind: 'measure' | 'segment';
  readonly initial: Draft;
  /** Of what is changed; 0 of what is new. */
  readonly version: number;
  readonly steps: ReturnType<typeof useUndo<Draft>>;
  readonly isReady: boolean;
  readonly newTitle: string;
  readonly list: { readonly to: '/measures' | '/segments'; readonly label: string };
  readonly onSaved: () => void;
  /** Above the fields. */
  readonly top?: ReactNode;
  /** Beside the fields, below them where there is no room. */
  readonly preview: ReactNode;
  readonly children: ReactNode;
}

/** The page on which a measure or a segment is made or changed: its fields with a preview beside, and what saves them. */
export function BuilderPage<Draft extends Measure | Segment>(props: BuilderPageProps<Draft>) {
  const { kind, initial, version, steps, list } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const put = usePutDefinition();
  const firstVersion = useFirst(version);
  const draft = steps.value;
  const save = () =>
    put.mutate(
      { kind, name: draft.name, definition: draft, version: firstVersion },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: draft.displayName ?? draft.name }) });
          props.onSaved();
        },
      },
    );
  return (
    <Page>
      <UnsavedGuard isChanged={differs(draft, initial)} />
      <PageHead
        title={version === 0 ? props.newTitle : t('source.editTitle', { name: initial.displayName ?? initial.name })}
        back={list}
        actions={<UndoButtons steps={steps} />}
      />
      {props.top}
      <div className={styles.columns}>
        <div className={styles.column}>{props.children}</div>
        {props.preview}
      </div>
      <SaveBar
        label={t('source.saveAndRefresh')}
        isBusy={put.isPending}
        isDisabled={!props.isReady || draft.name.length < 3}
        error={put.error}
        onSave={save}
        onCancel={() => void navigate({ to: list.to })}
      />
    </Page>
  );
}
