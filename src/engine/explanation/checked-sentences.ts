import type { CitedSentence, Evidence } from '../../contract/types.ts';
import { judge } from '../../core/explanation/gate/gate.ts';
import type { Statement } from '../../core/explanation/gate/statement.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/** A sentence and the statements that it cites, before they are numbered. */
export interface ProposedSentence {
  readonly text: string;
  readonly rests: readonly Statement[];
}

/**
 * Returns the sentences that the gate lets pass, each judged by itself, and what they cite, numbered from E1. A sentence
 * that the gate refuses is left out with its evidence.
 */
export function checkedSentences(
  proposed: readonly ProposedSentence[],
  itemName: string,
  { manifest }: LoadedGraph,
): { readonly sentences: CitedSentence[]; readonly evidence: Evidence[] } {
  const evidence: Evidence[] = [];
  const sentences: CitedSentence[] = [];
  for (const { text, rests } of proposed) {
    const own = rests.map((one, index): Evidence => ({ id: `E${evidence.length + index + 1}`, ...one }));
    const sentence: CitedSentence = { text, cites: own.map((one) => one.id) };
    const verdict = judge({ sentences: [sentence], evidence: own, itemName, noun: manifest.item });
    if (!verdict.accepted) continue;
    evidence.push(...own);
    sentences.push(sentence);
  }
  return { sentences, evidence };
}
