import { describe, expect, it } from 'vitest';
import type { TaskNode } from '../graph/task-node.ts';
import { type NodeOutcome, runGraph } from './scheduler.ts';

function node(taskId: string, ...dependsOn: string[]): TaskNode {
  return {
    taskId,
    dependsOn,
    operationType: 'measures',
    identifier: taskId,
    displayName: taskId,
    selectionReason: 'requested',
  };
}

async function trace(nodes: readonly TaskNode[], outcomes: Record<string, NodeOutcome> = {}): Promise<string[]> {
  const log: string[] = [];
  await runGraph(nodes, {
    run: async ({ taskId }) => {
      log.push(taskId);
      return outcomes[taskId] ?? 'successful';
    },
    skip: ({ taskId }, upstream) => log.push(`${taskId} skipped for ${upstream.taskId}`),
  });
  return log;
}

describe('the task graph', () => {
  it('runs what others wait for first', async () => {
    expect(await trace([node('c', 'b'), node('b', 'a'), node('a')])).toEqual(['a', 'b', 'c']);
  });

  it('skips everything downstream of a failure and nothing else', async () => {
    const nodes = [node('a'), node('b', 'a'), node('c', 'b'), node('d')];
    expect(await trace(nodes, { a: 'failed' })).toEqual(['a', 'd', 'b skipped for a', 'c skipped for b']);
  });

  it('ignores a dependency that is not part of the refresh', async () => {
    expect(await trace([node('b', 'published earlier')])).toEqual(['b']);
  });

  it('runs independent tasks side by side', async () => {
    let atWork = 0;
    let most = 0;
    const done = Promise.withResolvers<void>();
    await runGraph([node('a'), node('b'), node('c')], {
      run: async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        if (atWork === 3) done.resolve();
        await done.promise;
        return 'successful';
      },
      skip: () => {},
    });
    expect(most).toBe(3);
  });

  it('lets tasks at work settle before it passes on a rejection', async () => {
    const settled: string[] = [];
    const work = runGraph([node('a'), node('b')], {
      run: async ({ taskId }) => {
        if (taskId === 'a') throw new Error('cancelled');
        await Promise.resolve();
        settled.push(taskId);
        return 'successful';
      },
      skip: () => {},
    });
    await expect(work).rejects.toThrow('cancelled');
    expect(settled).toEqual(['b']);
  });
});
