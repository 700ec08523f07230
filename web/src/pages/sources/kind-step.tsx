import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CodeRegular,
  DatabaseRegular,
  DocumentRegular,
  type FluentIcon,
  GlobeRegular,
  TableRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { SourceKindView, UploadView } from '../../../../src/app/view/source.ts';
import { newUploadName, safeFileName, uploadFile } from '../../api/upload.ts';
import { useText } from '../../parts/text.ts';
import { FileDrop } from './file-drop.tsx';

const ICONS: Readonly<Record<string, FluentIcon>> = {
  csv: DocumentRegular,
  json: CodeRegular,
  parquet: TableRegular,
  http: GlobeRegular,
};

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))', gap: '16px' },
  card: {
    display: 'grid',
    gridTemplateColumns: '40px 1fr',
    gap: '4px 14px',
    width: '100%',
    height: '100%',
    padding: '16px',
    textAlign: 'start',
    fontFamily: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, boxShadow: tokens.shadow4 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  mark: {
    gridRow: 'span 2',
    display: 'grid',
    placeItems: 'center',
    width: '40px',
    height: '40px',
    borderRadius: tokens.borderRadiusLarge,
    fontSize: '22px',
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
  },
  summary: { color: tokens.colorNeutralForeground3 },
});

/** Chooses the kind of a new source. */
export function KindStep(props: {
  kinds: readonly SourceKindView[];
  chosen: string;
  onChoose: (kind: string) => void;
  onUploaded: (uploaded: UploadView) => void;
}) {
  const styles = useStyles();
  const text = useText();
  const { t } = useTranslation();
  return (
    <>
      <FileDrop
        title={t('upload.title')}
        text={t('upload.text')}
        button={t('upload.choose')}
        extensions={props.kinds.flatMap(({ fileExtensions = [] }) => fileExtensions)}
        send={async (file, onProgress) => {
          const name = safeFileName(file.name);
          props.onUploaded(await uploadFile({ upload: newUploadName(name), name, file, onProgress }));
        }}
      />
      <ul className={styles.grid}>
        {props.kinds.map(({ kind, title, summary }) => {
          const Icon = ICONS[kind] ?? DatabaseRegular;
          return (
            <li key={kind}>
              <button
                type="button"
                className={mergeClasses(styles.card, kind === props.chosen && styles.chosen)}
                aria-pressed={kind === props.chosen}
                onClick={() => props.onChoose(kind)}
              >
                <span className={styles.mark}>
                  <Icon />
                </span>
                <span className={text.subtitle}>{t(`sourceKind.${kind as 'csv'}`, { defaultValue: title })}</span>
                <span className={mergeClasses(text.caption, styles.summary)}>
                  {t(`sourceKind.${kind as 'csv'}Text`, { defaultValue: summary })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
