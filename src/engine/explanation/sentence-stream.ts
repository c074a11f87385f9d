import type { CitedSentence, ExplanationPart } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { acceptsEach, type GateInput } from '../../core/explanation/gate/gate.ts';
import { wholeObjects } from '../../core/explanation/partial-reply.ts';

/** Hands on the sentences of answers while they are written. */
export interface SentenceStream {
  /** Begins an answer; what comes back takes its text as far as it has come, again and again. */
  readonly answer: (input: Omit<GateInput, 'sentences'>) => (text: string) => void;
  /** Hands on what is left of the final sentences; begins anew where other ones were handed on. */
  readonly finish: (sentences: readonly CitedSentence[]) => void;
}

/** Takes the parts of an explanation in order. */
export type PartSink = (part: ExplanationPart) => void;

/**
 * Returns a stream that hands on each sentence as soon as it stands whole in an answer and the gate accepts it. From the
 * first that is refused on it is silent, since the answer will be refused too.
 */
export function createSentenceStream(onPart: PartSink): SentenceStream {
  let shown: CitedSentence[] = [];
  const restart = (): void => {
    if (shown.length > 0) onPart({ type: 'restart' });
    shown = [];
  };
  const show = (sentence: CitedSentence): void => {
    shown.push(sentence);
    onPart({ type: 'sentence', sentence });
  };
  const answer: SentenceStream['answer'] = (input) => {
    restart();
    let isSilent = false;
    return (text) => {
      if (isSilent) return;
      for (const value of wholeObjects(text).slice(shown.length)) {
        const read = check<CitedSentence>('cited-sentence', value);
        const sentence = read.ok ? { ...read.value, text: read.value.text.trim() } : null;
        if (sentence === null || !acceptsEach({ ...input, sentences: [sentence] })) {
          isSilent = true;
          return;
        }
        show(sentence);
      }
    };
  };
  return {
    answer,
    finish: (sentences) => {
      const isContinued = shown.every(
        (sentence, index) => JSON.stringify(sentence) === JSON.stringify(sentences[index]),
      );
      if (!isContinued) restart();
      for (const sentence of sentences.slice(shown.length)) show(sentence);
    },
  };
}
