import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../core/assert.ts';
import { rankCase } from '../core/evaluation/ranking/ranking-cases.ts';
import type { RankingIndex } from '../core/ranking/ranking-index.ts';
import { type PageRankRoom, solveApart, solveTogether } from './page-rank-tasks.ts';
import { failedReply, type ThreadReply, type ThreadResult, type ThreadTask } from './thread-messages.ts';
import { compileKernels } from './wasm/wasm-kernel.ts';

// The entry of a thread: it keeps the graph and the index it was given last, and answers one task after the other.
const { thread } = workerData as { readonly thread: number };
let room: PageRankRoom | null = null;
let index: RankingIndex | null = null;

parentPort?.on('message', (task: ThreadTask) => {
  parentPort?.postMessage(replyTo(task));
});

function replyTo(task: ThreadTask): ThreadReply {
  try {
    return { ok: true, result: resultOf(task) };
  } catch (error) {
    return failedReply(error);
  }
}

function resultOf(task: ThreadTask): ThreadResult {
  switch (task.kind) {
    case 'graph':
      room = { kernels: compileKernels(task.shared), scratch: [] };
      return null;
    case 'index':
      index = task.index;
      return null;
    case 'together':
      assert(room !== null, 'a thread has a graph before it solves');
      return solveTogether(room, thread, task.question, task.options, task.wanted);
    case 'apart':
      assert(room !== null, 'a thread has a graph before it solves');
      return solveApart(room, thread, task.questions, task.options, task.wanted);
    case 'users': {
      const ranked = index;
      assert(ranked !== null, 'a thread has an index before it ranks');
      return task.questions.map((question) => rankCase(ranked, question, task.k).best);
    }
  }
}
