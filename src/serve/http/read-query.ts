import { parse } from '../../contract/validate.ts';

/**
 * Returns the query string of a request as the message that `schema` describes. Values named in `integers` become
 * numbers where they are whole; everything else stays the text it is, so that the schema's message shows what was sent.
 * Throws `request-invalid`. `where` names the request.
 */
export function readQuery<T>(schema: string, query: unknown, integers: readonly string[], where: string): T {
  const values: Record<string, unknown> = { ...(query as Record<string, unknown>) };
  for (const name of integers) {
    const value = values[name];
    if (typeof value === 'string' && /^-?\d{1,9}$/u.test(value)) values[name] = Number(value);
  }
  return parse<T>(schema, values, where);
}
