import type { CitedSentence, ExplainRequest } from '../../contract/types.ts';
import { gateLimits } from './gate/gate.ts';

/** What a text is and how it is laid out. */
export type TextForm = NonNullable<ExplainRequest['form']>;

/** Forms of a text on why an item is recommended. */
export type ReasonForm = Extract<TextForm, 'paragraph' | 'sentence' | 'bullets'>;

/** What a form asks of whoever writes, and how many sentences the gate lets it have. */
export interface FormRules {
  /** What the text is for, to a model. */
  readonly aim: string;
  /** What stands before the name that the text is about. */
  readonly subject: string;
  readonly task: string;
  readonly sentencesMax: number;
}

const recommended = {
  aim: 'You explain to one reader why something was recommended to them.',
  subject: 'What was recommended',
};
const { sentencesMax } = gateLimits;

/** Rules of each form. */
export const formRules: Readonly<Record<TextForm, FormRules>> = {
  paragraph: {
    ...recommended,
    task: 'Write short, plain English sentences, at most 70 words in all.',
    sentencesMax,
  },
  sentence: {
    ...recommended,
    task: 'Write exactly one plain English sentence, at most 40 words. Where the plan names a drawback, it ends with it.',
    sentencesMax: 1,
  },
  bullets: {
    ...recommended,
    task: 'Write short, plain English sentences, at most 90 words in all. Each makes one point and stands by itself.',
    sentencesMax,
  },
  comparison: {
    aim: 'You compare two things for one reader.',
    subject: 'What is compared',
    task: 'Write short, plain English sentences, at most 90 words in all. Name the thing that each speaks of.',
    sentencesMax,
  },
  'why-not': {
    aim: 'You explain to one reader why something was not recommended to them.',
    subject: 'What was not recommended',
    task: 'Write short, plain English sentences, at most 90 words in all.',
    sentencesMax,
  },
  profile: {
    aim: 'You tell one reader what is known of their own taste.',
    subject: 'The reader',
    task: 'Write short, plain English sentences, at most 90 words in all.',
    sentencesMax,
  },
};

/** Returns whether a text of the form says why an item is recommended. */
export function isReasonForm(form: TextForm): form is ReasonForm {
  return form === 'paragraph' || form === 'sentence' || form === 'bullets';
}

/** Returns the whole text of `sentences`; bullets stand one a line behind a dash. */
export function textOf(sentences: readonly CitedSentence[], form: TextForm = 'paragraph'): string {
  const texts = sentences.map((sentence) => sentence.text.trim());
  return form === 'bullets' ? texts.map((text) => `- ${text}`).join('\n') : texts.join(' ');
}
