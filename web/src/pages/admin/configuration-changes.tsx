import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../../../src/app/view/definition.ts';
import { Chip } from '../../parts/chip.tsx';
import { Lines } from '../../parts/lines.tsx';
import { useText } from '../../parts/text.ts';

/** How each change looks. */
export const CHANGE_TONES = { create: 'good', update: 'brand', delete: 'bad' } as const;

/** What happens to each definition, and in which parts of it. */
export function Changes({ changes }: { changes: PlanView['changes'] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Lines>
      {changes.map(({ kind, name, change, differences }) => (
        <li key={`${kind}/${name}`}>
          <Chip tone={CHANGE_TONES[change]}>{t(`configuration.${change}`)}</Chip> {t(`kind.${kind}`)}{' '}
          {/* Where there is only one of its kind, its name is the kind. */}
          {name !== kind && <strong>{name}</strong>}
          {change === 'update' &&
            differences.map(({ pointer, from, to }) => (
              <p key={pointer} className={text.mono}>
                {pointer}: <del>{JSON.stringify(from) ?? '–'}</del> → <ins>{JSON.stringify(to) ?? '–'}</ins>
              </p>
            ))}
        </li>
      ))}
    </Lines>
  );
}
