/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Returns the schema that constrains the model's answer: `modelReply` with its sentence written out, because a server
 * resolves no references, and `cites` limited to the `ids` of this request. `sentence` is the schema that the reply's
 * items refer to. Titles and descriptions are left out, and so are the limits of a text's length, which would become a
 * long repetition in the server's grammar: the limit of tokens bounds the answer, and the gate counts words.
 */
export function replyFormat(
  modelReply: JsonSchema,
  sentence: JsonSchema,
  ids: readonly string[],
): Record<string, unknown> {
  const format = bare(modelReply, bare(sentence, {})) as Record<string, unknown>;
  return withCites(format, ids) as Record<string, unknown>;
}

const annotations: ReadonlySet<string> = new Set(['$schema', '$id', 'title', 'description', 'examples']);

/** A copy without annotations, with references replaced by `target`. */
function bare(value: unknown, target: unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => bare(part, target));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return target;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (key === 'properties')
      copy[key] = mapValues(part as Record<string, unknown>, (property) => bare(property, target));
    else if (!annotations.has(key)) copy[key] = bare(part, target);
  }
  return copy;
}

function withCites(value: unknown, ids: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((part) => withCites(part, ids));
  if (typeof value !== 'object' || value === null) return value;
  return mapValues(value as Record<string, unknown>, (part, key) => {
    if (key === 'cites') return { ...(part as object), items: { type: 'string', enum: [...ids] } };
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
