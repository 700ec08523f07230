import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../../../src/app/view/flow.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FieldStack } from '../../parts/form/fields.tsx';

const FORMATS = ['definition', 'package', 'solution', 'arm'] as const;

/** Saves a flow as a file, or several as a zip of files, in the form that the other side takes. */
export function ExportButton({ flows, isSmall }: { flows: readonly FlowView[]; isSmall?: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [first] = flows;
  const isOne = flows.length === 1;
  const title = isOne
    ? t('flow.exportNamed', { name: first?.displayName })
    : t('flow.exportMany', { count: flows.length });
  const names = flows.map(({ name }) => name).join(',');
  const path = isOne
    ? `/api/flows/${encodeURIComponent(names)}/export?`
    : `/api/flows/export?names=${encodeURIComponent(names)}&`;
  return (
    <>
      <Button
        {...(isSmall && { size: 'small' as const })}
        icon={<ArrowDownloadRegular />}
        aria-label={title}
        onClick={() => setIsOpen(true)}
      >
        {t('flow.export')}
      </Button>
      {isOpen && (
        <Dialog title={title} onClose={() => setIsOpen(false)}>
          <FieldStack>
            {FORMATS.map((format) => (
              <Button key={format} as="a" icon={<ArrowDownloadRegular />} href={`${path}format=${format}`} download>
                {t(`flow.exportAs.${format}`)}
              </Button>
            ))}
          </FieldStack>
        </Dialog>
      )}
    </>
  );
}
