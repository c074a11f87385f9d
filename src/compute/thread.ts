import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { errorOfReply, type ThreadReply, type ThreadResult, type ThreadTask } from './thread-messages.ts';

/** A worker thread that answers tasks. */
export interface Thread {
  /** Resolves with the result; rejects with the error of the task, or when the thread ends. */
  ask(task: ThreadTask): Promise<ThreadResult>;
  end(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: ThreadResult) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread. It keeps the process alive only while it has something to answer. */
export function startThread(thread: number): Thread {
  // The sources are TypeScript, the package is JavaScript: the worker has the extension of this file.
  const extension = extname(fileURLToPath(import.meta.url));
  const worker = new Worker(new URL(`./compute-worker${extension}`, import.meta.url), {
    workerData: { thread },
  });
  const waiting: Waiting[] = [];
  let ended: Error | null = null;
  worker.unref();
  worker.on('message', (reply: ThreadReply) => {
    const next = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if (reply.ok) next?.resolve(reply.result);
    else next?.reject(errorOfReply(reply));
  });
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => end(new Error(`A thread for arithmetic ended with exit code ${code}.`)));
  return {
    ask: (task) =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended);
          return;
        }
        waiting.push({ resolve, reject });
        worker.ref();
        worker.postMessage(task);
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}
