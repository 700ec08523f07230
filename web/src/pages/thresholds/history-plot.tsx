import { makeStyles } from '@fluentui/react-components';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { SameNumbers } from './same-numbers.tsx';

const ValuePlot = lazyPart(async () => (await import('./value-plot.tsx')).ValuePlot);

const useStyles = makeStyles({ plot: { minHeight: '320px' } });

/** The plot of a threshold on the history of a name, in a place that is as high before it is loaded, and the same numbers as a table. */
export function HistoryPlot({ name, ...plot }: Parameters<typeof ValuePlot>[0] & { name: string }) {
  return (
    <>
      <div className={useStyles().plot}>
        <ValuePlot {...plot} />
      </div>
      <SameNumbers name={name} evaluations={plot.evaluations} />
    </>
  );
}
