import type { Evidence, ExplainRequest, GraphManifest, Why } from '../contract/types.ts';
import { schemaOf } from '../contract/validate.ts';
import { buildEvidence, quotablePairs, shownName } from '../core/explanation/evidence.ts';
import { gateVersion } from '../core/explanation/gate.ts';
import { buildPrompt, type Prompt } from '../core/explanation/prompt.ts';
import { replyFormat } from '../core/explanation/reply-format.ts';
import { secondOpinionTask } from '../core/explanation/second-opinion.ts';
import { finished } from '../core/explanation/statement.ts';
import type { TextForm } from '../core/explanation/text-form.ts';
import { harmless } from '../core/explanation/words.ts';
import { english, type Wordings, wordingsOf } from '../core/graph/language-words.ts';
import { fillTemplate } from '../core/graph/relation-words.ts';
import type { ChatRequest, ModelStatus } from '../llm/port.ts';
import type { Deps } from './deps.ts';
import { why } from './why.ts';

/** How a model is asked. The same for every explanation, and part of the prompt hash. */
export const explainSettings = {
  contextTokens: 8192,
  outputTokensMax: 512,
  seed: 1,
  temperature: 0,
  timeoutMs: 120_000,
} as const;

/** Reasons looked through, those that carry most; few of them can be unfit for words. */
const reasonsReadMax = 12;
/** Opinions looked through for one aspect; the newest that can be quoted is taken. */
export const opinionsReadMax = 20;

/** Everything that is fixed before a word is written: the same input gives the same key. */
export interface PreparedExplanation {
  readonly request: ExplainRequest;
  readonly answer: Why;
  readonly noun: GraphManifest['item'];
  readonly itemName: string;
  readonly wordings: Wordings;
  readonly evidence: readonly Evidence[];
  /** Of no model where the gate does not know the language. */
  readonly status: ModelStatus;
  /** Null where not even the strongest reason fits the context, or where there is no reason. */
  readonly prompt: Prompt | null;
  readonly promptHash: string;
  readonly evidenceHash: string;
  /** Key of the durable result. */
  readonly key: string;
}

/**
 * Returns the evidence, the prompt and the key of one explanation. The key covers user, item, form, language,
 * evidence, prompt, model digest, gate version and the task of a second opinion where one is asked for, but not the snapshot: a write elsewhere in the graph leaves it as it
 * is. Shares count in whole percent and example paths not at all for the same reason. Rejects as `why`.
 */
export async function prepareExplanation(
  deps: Deps,
  request: ExplainRequest,
  signal: AbortSignal,
): Promise<PreparedExplanation> {
  const { user, item, counterfactual = true } = request;
  const { form, language } = formOf(request);
  const asked = { user, item, language, strongestFact: counterfactual };
  const answer = await why(deps, asked, signal, reasonsReadMax);
  const { manifest } = await deps.graph.current(signal);
  const pairs = quotablePairs(answer.item);
  const opinions = pairs.length === 0 ? [] : await deps.store.evidence(pairs, opinionsReadMax, signal);
  const wordings = wordingsOf(manifest, language);
  const found = buildEvidence(answer.item, opinions, answer.strongestFact ?? null, form !== 'sentence');
  const isEnglish = language === english;
  const status = isEnglish ? await deps.model.status(signal) : unasked(language);
  const itemName = shownName(answer.item);
  const evidence = isEnglish ? found : withTranslatedQuotes(found, itemName, wordings);
  const prompt = isEnglish
    ? buildPrompt({ itemName, noun: manifest.item, evidence, tokensMax: promptTokensMax, form })
    : null;
  const promptHash = hashOf(deps, prompt === null ? null : requestOf(prompt, prompt.messages));
  const evidenceHash = hashOf(
    deps,
    evidence.map(({ path: _, ...one }) => ({ ...one, share: Math.round(one.share * 100) })),
  );
  const digest = status.available ? status.digest : null;
  const parts = [request.user, request.item, form, language, evidenceHash, promptHash, digest, gateVersion];
  const second = request.secondOpinion === true ? [secondOpinionTask] : [];
  const key = hashOf(deps, ['explanation', ...parts, ...second]);
  return {
    request,
    answer,
    noun: manifest.item,
    itemName,
    wordings,
    evidence,
    status,
    prompt,
    promptHash,
    evidenceHash,
    key,
  };
}

/** The gate would have to pass what a model writes, and it knows English only. */
function unasked(language: string): ModelStatus {
  return {
    available: false,
    reason: `the gate does not know the language ${language}, in which templates alone write`,
    fix: 'Ask for English.',
  };
}

/** Words of reviewers stay as they are; who is said to have written them is worded. */
function withTranslatedQuotes(
  evidence: readonly Evidence[],
  itemName: string,
  { words }: Wordings,
): Evidence[] {
  return evidence.map((one) => {
    if (one.kind !== 'opinion') return one;
    return {
      ...one,
      sentence: finished(fillTemplate(words.quoted, { item: itemName, quote: harmless(one.quote ?? '') })),
    };
  });
}

/** Tokens that a prompt may take. */
export const promptTokensMax: number = explainSettings.contextTokens - explainSettings.outputTokensMax;

/** Returns the call of a model for `messages`, which belong to `prompt`. */
export function requestOf(prompt: Prompt, messages: ChatRequest['messages']): ChatRequest {
  modelReplySchema ??= schemaOf('model-reply');
  sentenceSchema ??= schemaOf('cited-sentence');
  return { ...explainSettings, messages, format: replyFormat(modelReplySchema, sentenceSchema, prompt.plan) };
}

let modelReplySchema: Record<string, unknown> | undefined;
let sentenceSchema: Record<string, unknown> | undefined;

/** Returns form and language of a request with their defaults. */
export function formOf(request: ExplainRequest): { readonly form: TextForm; readonly language: string } {
  return { form: request.form ?? 'paragraph', language: request.language ?? english };
}

function hashOf(deps: Deps, value: unknown): string {
  const hash = deps.hash();
  hash.update(JSON.stringify(value));
  return hash.digest();
}
