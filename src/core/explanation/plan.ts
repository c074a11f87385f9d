import type { Evidence, ExplanationPlan, PlanStep } from '../../contract/types.ts';
import { gateLimits } from './gate/gate.ts';
import { wordCount } from './gate/words.ts';
import type { ReasonForm } from './text-form.ts';

/** About how long a text is at most, in words; its first reason and its drawback always stay. */
const wordsAim: Readonly<Record<ReasonForm, number>> = {
  paragraph: 70,
  sentence: gateLimits.sentenceWordsMax - 4,
  bullets: 90,
};
/** A further reason is told when it carries at least this share of the score. */
const shareMin = 0.02;
/** Most reasons of a list, the first one included; a paragraph has two. */
const reasonPointsMax = 3;
/**
 * Words that a template adds to the text of evidence at most; the name of the item comes in the place of its first
 * mention, and is not said again before the words of a reviewer.
 */
const wordsAdded: Readonly<Record<PlanStep['role'], number>> = {
  reason: 6,
  further: 1,
  quote: -2,
  change: 0,
  drawback: 4,
};

/**
 * Returns what a text of evidence tells, sentence by sentence: the strongest reason, further ones by falling share (a
 * paragraph one, of another kind where there is one; a list two), the words of a reviewer who praises, what would be
 * without the reader's strongest fact, and last the strongest drawback. One sentence tells the drawback and the strongest reason that leaves room for it; where none does, the strongest. What does
 * not fit the length of the form is left out, but never the reason, and the drawback only of one sentence. Without a
 * reason there are no steps. Deterministic and blind to the order of `evidence`, but for ties. Cost: O(evidence log evidence).
 */
export function planText(evidence: readonly Evidence[], form: ReasonForm): ExplanationPlan {
  const reasons = byShare(evidence.filter((one) => one.kind === 'reason'));
  const [first] = reasons;
  if (first === undefined) return { form, steps: [] };
  const [against] = byShare(evidence.filter((one) => one.kind === 'against'));
  const drawback = against === undefined ? 0 : wordsOf('drawback', against);
  const roomBeside = (one: Evidence): number => wordsAim[form] - wordsOf('reason', one) - drawback;
  if (form === 'sentence') {
    const fitting = reasons.find((one) => one.share >= shareMin && roomBeside(one) >= 0);
    const told = against === undefined || fitting === undefined ? [first] : [fitting, against];
    return { form, steps: [{ role: 'reason', cites: told.map((one) => one.id) }] };
  }
  let room = roomBeside(first);
  const steps: PlanStep[] = [stepOf('reason', first)];
  for (const step of furtherSteps(evidence, first, reasons.slice(1), form)) {
    const words = wordsOf(step.role, step.evidence);
    if (words > room) continue;
    room -= words;
    steps.push(stepOf(step.role, step.evidence));
  }
  return { form, steps: against === undefined ? steps : [...steps, stepOf('drawback', against)] };
}

/** Returns the evidence that a plan tells, in the order of `evidence`. */
export function plannedEvidence(plan: ExplanationPlan, evidence: readonly Evidence[]): Evidence[] {
  const ids = new Set(plan.steps.flatMap((step) => step.cites));
  return evidence.filter((one) => ids.has(one.id));
}

/** Returns the plan without some evidence; a step that would rest on nothing falls away. */
export function planWithout(plan: ExplanationPlan, ids: ReadonlySet<string>): ExplanationPlan {
  const steps = plan.steps.map((step) => ({ ...step, cites: step.cites.filter((id) => !ids.has(id)) }));
  return { ...plan, steps: steps.filter((step) => step.cites.length > 0) };
}

/**
 * Returns ids of what a plan tells, weakest first: what would be otherwise, quotes from the last, further facts from the
 * last, then drawbacks. What the first step begins with is not among them: a text never goes without it.
 */
export function weakestFirst(plan: ExplanationPlan, evidence: readonly Evidence[]): string[] {
  const told = plan.steps.flatMap((step) => step.cites).slice(1);
  const strength = new Map(evidence.map((one) => [one.id, keptOrder.indexOf(one.kind)]));
  return told.reverse().sort((left, right) => (strength.get(left) ?? 0) - (strength.get(right) ?? 0));
}

/** Kinds of evidence from the one that is dropped first. */
const keptOrder: readonly Evidence['kind'][] = ['counterfactual', 'opinion', 'number', 'reason', 'against'];

interface FurtherStep {
  readonly role: PlanStep['role'];
  readonly evidence: Evidence;
}

function furtherSteps(
  evidence: readonly Evidence[],
  first: Evidence,
  others: readonly Evidence[],
  form: ReasonForm,
): FurtherStep[] {
  const telling = others.filter((one) => one.share >= shareMin);
  const ofOtherKind = telling.find((one) => kindOf(one) !== kindOf(first)) ?? telling[0];
  const further = form === 'bullets' ? telling.slice(0, reasonPointsMax - 1) : [ofOtherKind];
  const quote = evidence.find((one) => one.kind === 'opinion' && one.polarity === 'positive');
  const change = evidence.find((one) => one.kind === 'counterfactual');
  const found = (role: PlanStep['role'], one: Evidence | undefined): FurtherStep[] =>
    one === undefined ? [] : [{ role, evidence: one }];
  return [
    ...further.flatMap((one) => found('further', one)),
    ...found('quote', quote),
    ...found('change', change),
  ];
}

function stepOf(role: PlanStep['role'], evidence: Evidence): PlanStep {
  return { role, cites: [evidence.id] };
}

function byShare(evidence: readonly Evidence[]): Evidence[] {
  return [...evidence].sort((left, right) => Math.abs(right.share) - Math.abs(left.share));
}

function wordsOf(role: PlanStep['role'], { sentence }: Evidence): number {
  return wordCount(sentence) + wordsAdded[role];
}

/** Reason ids begin with their kind: linking-item:kilo. */
function kindOf(evidence: Evidence): string {
  return evidence.reasonId?.split(':', 1)[0] ?? '';
}
