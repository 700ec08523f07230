import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 16px',
    padding: '16px',
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  over: { border: `1px dashed ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  words: { flex: '1 1 240px' },
  progress: { width: '200px', accentColor: tokens.colorBrandBackground },
});

/** A place to drop a file on, or to choose one: sends it and tells how far it is. */
export function FileDrop(props: {
  title: string;
  text: string;
  button: string;
  /** Ends of names that can be chosen. */
  extensions: readonly string[];
  send: (file: File, onProgress: (share: number) => void) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [share, setShare] = useState(0);
  const upload = useMutation({ mutationFn: (file: File) => props.send(file, setShare), onMutate: () => setShare(0) });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !upload.isPending) upload.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way to what the button does */}
      <div
        className={mergeClasses(styles.root, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <div className={styles.words}>
          <p className={text.strong}>{props.title}</p>
          <p className={text.quiet}>{props.text}</p>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={props.title}
          accept={props.extensions.flatMap((extension) => [extension, `${extension}.gz`]).join(',')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        {upload.isPending ? (
          <div role="status">
            <label htmlFor={id}>
              {t('upload.sending', { name: upload.variables.name, share: format.percent(share) })}
            </label>
            <div>
              <progress id={id} className={styles.progress} value={share} max={1} />
            </div>
          </div>
        ) : (
          <Button icon={<ArrowUploadRegular />} onClick={() => input.current?.click()}>
            {props.button}
          </Button>
        )}
      </div>
      {upload.error && <Problem error={upload.error} />}
    </>
  );
}
