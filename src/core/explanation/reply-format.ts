import type { ExplanationPlan } from '../../contract/types.ts';

/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Returns the schema that constrains the model's answer to a plan: as many sentences as it has steps, each citing the
 * evidence of its step. It is `modelReply` with its sentence written out, because a server resolves no references, and with
 * `cites` limited to the ids of the step. `sentence` is the schema that the reply's
 * items refer to. Titles and descriptions are left out, and so are the limits of a text's length, which would become a
 * long repetition in the server's grammar: the limit of tokens bounds the answer, and the gate counts words.
 */
export function replyFormat(
  modelReply: JsonSchema,
  sentence: JsonSchema,
  { steps }: ExplanationPlan,
): Record<string, unknown> {
  const format = bare(modelReply) as { readonly properties: Record<string, unknown> };
  const told = bare(sentence);
  return {
    ...format,
    properties: {
      ...format.properties,
      // No "items" beside it: servers would read that in its place.
      sentences: {
        type: 'array',
        prefixItems: steps.map(({ cites }) => withCites(told, cites)),
        minItems: steps.length,
        maxItems: steps.length,
      },
    },
  };
}

const annotations: ReadonlySet<string> = new Set(['$schema', '$id', 'title', 'description', 'examples']);

/** A copy without annotations. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (key === 'properties') copy[key] = mapValues(part as Record<string, unknown>, bare);
    else if (!annotations.has(key)) copy[key] = bare(part);
  }
  return copy;
}

function withCites(value: unknown, ids: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((part) => withCites(part, ids));
  if (typeof value !== 'object' || value === null) return value;
  return mapValues(value as Record<string, unknown>, (part, key) => {
    if (key === 'cites') {
      const items = { type: 'string', enum: [...ids] };
      return { ...(part as object), items, minItems: ids.length, maxItems: ids.length };
    }
    if (key === 'text') return { type: 'string' };
    return withCites(part, ids);
  });
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
