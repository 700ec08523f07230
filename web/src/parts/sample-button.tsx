import { Button, Spinner } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLoadSample } from '../api/commands.ts';
import { Can } from '../session/can.tsx';
import { Problem } from './problem.tsx';
import { showToast } from './toast-store.ts';

/** Fills an empty system with the sample company. */
export function SampleButton() {
  const { t } = useTranslation();
  const load = useLoadSample();
  return (
    <Can who="administrator">
      {load.error ? (
        <Problem error={load.error} />
      ) : (
        <Button
          disabledFocusable={load.isPending}
          {...(load.isPending && { icon: <Spinner size="extra-tiny" /> })}
          onClick={() => load.mutate(undefined, { onSuccess: () => showToast({ text: t('sample.loaded') }) })}
        >
          {t(load.isPending ? 'sample.loading' : 'sample.load')}
        </Button>
      )}
    </Can>
  );
}
