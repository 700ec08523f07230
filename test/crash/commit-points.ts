import Database from 'better-sqlite3';

/** A moment at which a process dies: just before or just after the commit of this number (from 1) becomes durable. */
export interface CommitPoint {
  readonly number: number;
  readonly side: 'before' | 'after';
}

/** Counts what this process commits to SQLite (transactions and single writes), and ends it with SIGKILL at a point. */
export function countCommits(killAt: CommitPoint | undefined): { readonly count: () => number } {
  let count = 0;
  const reach = (side: CommitPoint['side']) => {
    if (killAt?.number === count && killAt.side === side) process.kill(process.pid, 'SIGKILL');
  };
  const prototype = Database.prototype as Database.Database;
  const prepare = prototype.prepare;
  prototype.prepare = function (this: Database.Database, text: string) {
    const statement = prepare.call(this, text);
    if (/^\s*(begin|select|pragma)/i.test(text)) return statement;
    for (const method of ['run', 'all'] as const) {
      const execute = statement[method] as (...parameters: unknown[]) => unknown;
      const counted = (...parameters: unknown[]) => {
        const isCommit = text === 'commit' || !this.inTransaction;
        if (!isCommit) return execute.apply(statement, parameters);
        count += 1;
        reach('before');
        const result = execute.apply(statement, parameters);
        reach('after');
        return result;
      };
      Object.assign(statement, { [method]: counted });
    }
    return statement;
  } as typeof prepare;
  return { count: () => count };
}
