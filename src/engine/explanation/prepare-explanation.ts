import type { ExplainRequest, GraphManifest } from '../../contract/types.ts';
import { schemaOf } from '../../contract/validate.ts';
import { gateVersion } from '../../core/explanation/gate/gate.ts';
import { buildPrompt, type Prompt, type PromptInput } from '../../core/explanation/prompt.ts';
import { replyFormat } from '../../core/explanation/reply-format.ts';
import { secondOpinionTask } from '../../core/explanation/second-opinion.ts';
import type { TextForm } from '../../core/explanation/text-form.ts';
import { english, wordingsOf } from '../../core/graph/language-words.ts';
import type { ChatRequest, ModelStatus } from '../../llm/port.ts';
import type { Deps } from '../deps.ts';
import { formSource } from './form-source.ts';
import type { TextSource } from './text-source.ts';

/** How a model is asked. The same for every explanation, and part of the prompt hash. */
export const explainSettings = {
  contextTokens: 8192,
  outputTokensMax: 512,
  seed: 1,
  temperature: 0,
  timeoutMs: 120_000,
} as const;

/** Everything that is fixed before a word is written: the same input gives the same key. */
export interface PreparedExplanation {
  readonly request: ExplainRequest;
  readonly source: TextSource;
  readonly noun: GraphManifest['item'];
  /** Of no model where the gate does not know the language. */
  readonly status: ModelStatus;
  /** Null where not even the first step of the plan fits the context, or where there is none, or no model is asked. */
  readonly prompt: Prompt | null;
  readonly promptHash: string;
  readonly evidenceHash: string;
  /** Key of the durable result. */
  readonly key: string;
}

/**
 * Returns the evidence, the prompt and the key of one explanation of any form. The key covers user, items, form, language,
 * evidence, prompt, model digest, gate version and the task of a second opinion where one is asked for, but not the snapshot: a write elsewhere in the graph leaves it as it
 * is. Shares count in whole percent and example paths not at all for the same reason. Rejects as `formSource` and
 * `wordingsOf`.
 */
export async function prepareExplanation(
  deps: Deps,
  request: ExplainRequest,
  signal: AbortSignal,
): Promise<PreparedExplanation> {
  const { form, language } = formOf(request);
  const { manifest } = await deps.graph.current(signal);
  const source = await formSource(deps, request, form, wordingsOf(manifest, language), signal);
  const isEnglish = language === english;
  const status = isEnglish ? await deps.model.status(signal) : unasked(language);
  const { item: noun } = manifest;
  const prompt = isEnglish ? buildPrompt(promptInput(source, noun, form, promptTokensMax)) : null;
  const promptHash = hashOf(deps, prompt === null ? null : requestOf(prompt, prompt.messages));
  const evidenceHash = hashOf(
    deps,
    source.evidence.map(({ path: _, ...one }) => ({ ...one, share: Math.round(one.share * 100) })),
  );
  const digest = status.available ? status.digest : null;
  const { user, item, other } = request;
  const parts = [user, item, form, language, evidenceHash, promptHash, digest, gateVersion];
  const more = [
    ...(other === undefined ? [] : [other]),
    ...(request.secondOpinion === true ? [secondOpinionTask] : []),
  ];
  const key = hashOf(deps, ['explanation', ...parts, ...more]);
  return { request, source, noun, status, prompt, promptHash, evidenceHash, key };
}

/** Returns what a prompt of a source is made from. */
export function promptInput(
  { subject, evidence, plan }: TextSource,
  noun: GraphManifest['item'],
  form: TextForm,
  tokensMax: number,
): PromptInput {
  return { itemName: subject, noun, evidence, plan, form, tokensMax };
}

/** The gate would have to pass what a model writes, and it knows English only. */
function unasked(language: string): ModelStatus {
  return {
    available: false,
    reason: `the gate does not know the language ${language}, in which templates alone write`,
    fix: 'Ask for English.',
  };
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
