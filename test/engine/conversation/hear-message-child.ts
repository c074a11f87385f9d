// Run by hear-message-kill.test.ts as a process of its own: says words in a conversation of <folder>/graph.db, reports before
// and after each write to the log, and may be killed then.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hearMessage } from '../../../src/engine/conversation/hear-message.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { depsOver } from './seed-talk.ts';

const [folder = '', conversation = '', turn = '', text = '', killedAt = ''] = process.argv.slice(2);
const signal = new AbortController().signal;
const store = openSqliteStore({ path: join(folder, 'graph.db'), now: () => 0 });
const append = store.append.bind(store);
let reports = 0;
store.append = async (...args): Promise<void> => {
  await report();
  await append(...args);
  await report();
};
const reply = await hearMessage(depsOver(store), { conversation, turn, text }, signal);
await store.close();
process.stdout.write(`${JSON.stringify(reply)}\n`);

/** Waits for the end where it is to come. */
async function report(): Promise<void> {
  process.stdout.write('write\n');
  if (++reports === Number(killedAt)) await setTimeout(60_000);
}
