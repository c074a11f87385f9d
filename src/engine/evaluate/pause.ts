/**
 * Resolves after timers and input have had their turn: between long stretches of arithmetic this lets an interruption
 * and the progress line through, which a resolved promise does not.
 */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
