import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react';
import { ProblemError } from '../api/client.ts';
import { refusePart } from '../api/reachable.ts';
import { Problem } from './problem.tsx';

interface LazyOptions<Props> {
  /** Stands there while the part is loaded. Default nothing. */
  readonly waiting?: ReactNode;
  /** What stands around a problem, for a part that lies over the page. Default nothing. */
  readonly frame?: (problem: ReactNode, props: Props) => ReactNode;
}

interface Source<Props> extends LazyOptions<Props> {
  readonly load: () => Promise<ComponentType<Props>>;
  /** The part once it has been loaded. */
  known?: ComponentType<Props>;
}

/**
 * A part of a page that is loaded when it is first shown. When it cannot be loaded it says so, with a way to try again:
 * the page is loaded again where that does not help (a browser may keep the failure, an update may have replaced the part).
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  options: LazyOptions<Props> = {},
): (props: Props) => ReactNode {
  const source: Source<Props> = { ...options, load };
  return (props) => <Loaded source={source} props={props} />;
}

function Loaded<Props extends object>({ source, props }: { source: Source<Props>; props: Props }) {
  const [{ Part, error }, setState] = useState<{ Part?: ComponentType<Props> | undefined; error?: unknown }>(() => ({
    Part: source.known,
  }));
  const bring = useCallback(
    (onMissing = (reason: unknown) => setState({ error: reason })) => {
      setState({});
      source
        .load()
        .catch(refusePart)
        .then(
          (part) => {
            source.known = part;
            setState({ Part: part });
          },
          (reason: unknown) => (isOffline(reason) ? setState({ error: reason }) : onMissing(reason)),
        );
    },
    [source],
  );
  useEffect(() => {
    if (!source.known) bring();
  }, [source, bring]);
  if (error !== undefined) {
    const problem = <PartProblem error={error} onRetry={() => bring(() => location.reload())} />;
    return source.frame ? source.frame(problem, props) : problem;
  }
  return Part ? <Part {...props} /> : source.waiting;
}

function PartProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const missing = new ProblemError({ code: 'partMissing', message: String(error), status: 0 });
  return <Problem error={isOffline(error) ? error : missing} onRetry={onRetry} />;
}

function isOffline(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'offline';
}
