import { makeStyles } from '@fluentui/react-components';
import { lazyPart } from '../../parts/lazy-part.tsx';

const ValuePlot = lazyPart(async () => (await import('./value-plot.tsx')).ValuePlot);

const useStyles = makeStyles({ plot: { minHeight: '320px' } });

/** The plot of a threshold on a history, in a place that is as high before it is loaded. */
export function HistoryPlot(props: Parameters<typeof ValuePlot>[0]) {
  return (
    <div className={useStyles().plot}>
      <ValuePlot {...props} />
    </div>
  );
}
