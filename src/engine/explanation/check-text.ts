import type { CheckResult, EvidenceLine } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { type SpanOptions, type SpanReason, unsupportedSpans } from '../../core/explanation/spans.ts';

/** Most a check reads: UTF-16 units of text, lines of evidence. */
export const checkLimits = { textUnitsMax: 50_000, evidenceLinesMax: 2_000 } as const;

/** What is to be checked against what. */
export interface CheckRequest {
  readonly text: string;
  readonly evidence: readonly EvidenceLine[];
  readonly options: SpanOptions;
}

/**
 * Returns the stretches of a text that its evidence does not support, each with its reason. Needs no store and no model.
 * Throws `limit-exceeded` beyond `checkLimits`. Cost: O(words × evidence).
 */
export function checkText(request: CheckRequest): CheckResult {
  const { text, evidence, options } = request;
  refuseTooMuch(text.length, checkLimits.textUnitsMax, 'characters of text');
  refuseTooMuch(evidence.length, checkLimits.evidenceLinesMax, 'lines of evidence');
  const grounds = {
    facts: evidence.filter((line) => 'subject' in line),
    sentences: evidence.filter((line) => 'sentence' in line).map((line) => line.sentence),
    subjects: [],
  };
  const spans = unsupportedSpans(text, grounds, options).map(({ start, end, reason }) => ({
    start,
    end,
    text: text.slice(start, end),
    kind: reason,
    reason: reasonWords[reason],
  }));
  return { supported: spans.length === 0, spans };
}

const reasonWords: Readonly<Record<SpanReason, string>> = {
  name: 'the evidence does not name this',
  number: 'the evidence does not hold this number',
  word: 'the evidence has no form of this word',
  role: 'the evidence does not know this relation',
  relation: 'the evidence gives this name to another relation',
  quantifier: 'the evidence does not say how many or how often',
  judgement: 'the evidence does not judge so',
  negation: 'the evidence says the opposite, or nothing of the kind',
  statement: 'the evidence holds too little of this statement',
};

function refuseTooMuch(count: number, max: number, what: string): void {
  if (count <= max) return;
  throw new EngineError('limit-exceeded', `There are ${count} ${what}, at most ${max} are checked at once.`);
}
