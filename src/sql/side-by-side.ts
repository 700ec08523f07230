import type { EngineSession } from './engine.ts';
import { id, render } from './sql.ts';
import { runStages, type Stage, type StageRun, sqlTextOf } from './stage.ts';

/** A stage on its way. */
interface Started {
  readonly stage: Stage;
  readonly text: string;
  readonly end: Promise<unknown>;
}

/**
 * Runs stages with the result of `runStages`, but as many at a time as there are sessions, which see the same tables: for
 * stages of so few rows that each keeps one core at work. A stage that only makes a table of others waits for those that
 * make or read what it names; any other stage waits for all before it, and all after it wait for it.
 * @throws what the first stage that fails throws, once nothing runs any more
 */
export async function runSideBySide(
  sessions: readonly EngineSession[],
  stages: readonly Stage[],
  run: StageRun,
): Promise<void> {
  const [{ dialect }] = sessions as [EngineSession];
  const free = new FreeSessions(sessions);
  const started: Started[] = [];
  for (const stage of stages) {
    const text = sqlTextOf(stage, dialect);
    const names = (words: string, { table }: Stage) =>
      table !== undefined && words.includes(render(id(table), dialect));
    const needs = started.filter(
      (other) => !isPlain(stage) || !isPlain(other.stage) || names(text, other.stage) || names(other.text, stage),
    );
    const begin = Promise.all(needs.map(({ end }) => end));
    started.push({ stage, text, end: begin.then(() => free.use((session) => runStages(session, [stage], run))) });
  }
  const ends = await Promise.allSettled(started.map(({ end }) => end));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Whether a stage does nothing but make its table of what it names. */
function isPlain({ table, statements = [], output, outputOf, run }: Stage): boolean {
  return table !== undefined && statements.length === 1 && !output && !outputOf && !run;
}

/** Sessions of which each does one work at a time. */
class FreeSessions {
  readonly #free: EngineSession[];
  readonly #waiting: ((session: EngineSession) => void)[] = [];
  #hasFailed = false;

  constructor(sessions: readonly EngineSession[]) {
    this.#free = [...sessions];
  }

  /** Does the work with the next session that is free; nothing begins after one failed. */
  async use<Result>(work: (session: EngineSession) => Promise<Result>): Promise<Result | undefined> {
    const session = this.#free.shift() ?? (await new Promise<EngineSession>((resolve) => this.#waiting.push(resolve)));
    try {
      return this.#hasFailed ? undefined : await work(session);
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next) next(session);
      else this.#free.push(session);
    }
  }
}
