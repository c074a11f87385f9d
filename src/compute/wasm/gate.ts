/** How often a thread looks before it sleeps: about a tenth of a millisecond, less than two threads differ. */
const looksMax = 20_000;

/** Longest sleep in milliseconds before a thread looks again. */
const sleepMs = 50;

/**
 * Waits until all `members` threads have come here; `gate` is shared by them and begins as zeros: the number that wait,
 * and how often the gate has opened. What a thread wrote before is seen by all after.
 */
export function passGate(gate: Int32Array, members: number): void {
  if (members === 1) return;
  const opened = Atomics.load(gate, 1);
  if (Atomics.add(gate, 0, 1) === members - 1) {
    Atomics.store(gate, 0, 0);
    Atomics.add(gate, 1, 1);
    Atomics.notify(gate, 1);
    return;
  }
  for (let look = 0; look < looksMax; look++) if (Atomics.load(gate, 1) !== opened) return;
  while (Atomics.load(gate, 1) === opened) Atomics.wait(gate, 1, opened, sleepMs);
}
