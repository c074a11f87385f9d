import type { CitedSentence, ExplainRequest } from '../../contract/types.ts';
import { gateLimits } from './gate.ts';

/** How a text is laid out. */
export type TextForm = NonNullable<ExplainRequest['form']>;

/** What a form asks of whoever writes, and how many sentences the gate lets it have. */
export const formRules: Readonly<Record<TextForm, { readonly task: string; readonly sentencesMax: number }>> =
  {
    paragraph: {
      task: 'Write short, plain English sentences, at most 70 words in all.',
      sentencesMax: gateLimits.sentencesMax,
    },
    sentence: {
      task: 'Write exactly one plain English sentence, at most 40 words. Where the plan names a drawback, it ends with it.',
      sentencesMax: 1,
    },
    bullets: {
      task: 'Write short, plain English sentences, at most 90 words in all. Each makes one point and stands by itself.',
      sentencesMax: gateLimits.sentencesMax,
    },
  };

/** Returns the whole text of `sentences`; bullets stand one a line behind a dash. */
export function textOf(sentences: readonly CitedSentence[], form: TextForm = 'paragraph'): string {
  const texts = sentences.map((sentence) => sentence.text.trim());
  return form === 'bullets' ? texts.map((text) => `- ${text}`).join('\n') : texts.join(' ');
}
