import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportedFlow } from '../../../../src/app/view/flow-package.ts';
import { useTell } from '../../i18n/server-words.ts';
import { Chip } from '../../parts/chip.tsx';
import { ChoiceField } from '../../parts/form/fields.tsx';
import { Lines } from '../../parts/lines.tsx';
import { useText } from '../../parts/text.ts';
import { connectionsQuery } from '../exports/connector-queries.ts';

/** What an import would bring: each flow with what becomes of it and what is wrong, and a choice for each connection. */
export function ImportContents(props: {
  flows: readonly ImportedFlow[];
  connections: Readonly<Record<string, string>>;
  onConnections: (connections: Readonly<Record<string, string>>) => void;
}) {
  const { t } = useTranslation();
  const text = useText();
  const known = useQuery(connectionsQuery).data?.items ?? [];
  const { flows, connections, onConnections } = props;
  const asked = flows.flatMap((flow) => flow.connections);
  const references = [...new Map(asked.map((each) => [each.reference, each])).values()];
  const isLacking = flows.some(({ missingConnections }) => missingConnections.length > 0);
  const choose = (reference: string, chosen: string) => {
    const { [reference]: _before, ...others } = connections;
    onConnections(chosen === '' ? others : { ...others, [reference]: chosen });
  };
  return (
    <>
      <section aria-label={t('flow.importContents')}>
        <Lines>
          {flows.map((flow) => (
            <li key={`${flow.path ?? flow.file} ${flow.flow}`}>
              <span className={text.strong}>{flow.displayName}</span>{' '}
              <Chip tone={flow.result === 'updated' ? 'bad' : 'brand'}>
                {t(`flow.importResult.${flow.result}`, { version: flow.version })}
              </Chip>{' '}
              <span className={text.quiet}>{[flow.flow, flow.path ?? flow.file].join(' · ')}</span>
              <Faults flow={flow} />
            </li>
          ))}
        </Lines>
      </section>
      {references.map(({ reference, connection }) => (
        <ChoiceField
          key={reference}
          label={t('flow.importConnection', { reference })}
          value={connections[reference] ?? connection ?? ''}
          none={t('flow.importLater')}
          options={known.map(({ name, displayName }) => ({ value: name, label: displayName }))}
          onChange={(chosen) => choose(reference, chosen)}
        />
      ))}
      {isLacking && <p className={text.quiet}>{t('flow.importMissing')}</p>}
    </>
  );
}

function Faults({ flow: { displayName, diagnostics, unsupported } }: { flow: ImportedFlow }) {
  const { t } = useTranslation();
  const tell = useTell();
  const text = useText();
  const faults = [
    ...diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ pointer, code, message }) => ({ pointer, message: tell(message, code) })),
    ...unsupported.map(({ pointer, type }) => ({ pointer, message: t('flow.importUnsupported', { type }) })),
  ];
  if (faults.length === 0) return null;
  return (
    <ul aria-label={t('flow.importProblems', { flow: displayName })}>
      {faults.map(({ pointer, message }) => (
        <li key={`${pointer} ${message}`}>
          {message} <code className={text.mono}>{pointer}</code>
        </li>
      ))}
    </ul>
  );
}
