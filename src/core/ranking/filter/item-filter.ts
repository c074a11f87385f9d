import { EngineError } from '../../errors.ts';

/** A condition on items. `at` counts UTF-16 units from 0, for messages. */
export type ItemFilter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ItemFilter[] }
  | { readonly kind: 'not'; readonly part: ItemFilter }
  | { readonly kind: 'attribute'; readonly name: string; readonly value: string; readonly at: number }
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly operator: NumberOperator;
      readonly number: number;
      readonly at: number;
    };

/** How a number of an item is compared. */
export type NumberOperator = '<' | '<=' | '=' | '!=' | '>=' | '>';

/** Longest filter in UTF-16 units, most conditions, and deepest nesting of brackets and `not`. */
export const filterLimits = { units: 2000, conditions: 100, depth: 50 } as const;

interface Token {
  readonly kind: 'open' | 'close' | 'colon' | 'operator' | 'word' | 'quoted';
  readonly text: string;
  readonly at: number;
}

/**
 * Returns the condition that a text states, such as `genre:drama and not (director:"Jane Doe" or price < 20)`: a kind of
 * attribute or a relation, a colon and an id or name (in double quotes where it holds blanks or brackets, `\"` for a
 * quote); or a number of the items, one of < <= = != >= > and a number. `not` binds more than `and`, `and` more than
 * `or`; these words may be in capitals. Throws `request-invalid` with what was found, where, and what was expected.
 */
export function parseItemFilter(text: string): ItemFilter {
  if (text.length > filterLimits.units)
    throw new EngineError(
      'request-invalid',
      `The filter has ${text.length} characters, more than ${filterLimits.units}.`,
    );
  const reader = { text, tokens: tokensOf(text), position: 0, conditions: 0 };
  const filter = alternatives(reader, 0);
  const rest = reader.tokens[reader.position];
  if (rest !== undefined) throw unexpected(reader, 'and, or, or the end');
  return filter;
}

interface Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  position: number;
  conditions: number;
}

function alternatives(reader: Reader, depth: number): ItemFilter {
  return joined(reader, 'or', () => conjunction(reader, depth));
}

function conjunction(reader: Reader, depth: number): ItemFilter {
  return joined(reader, 'and', () => negation(reader, depth));
}

function joined(reader: Reader, kind: 'and' | 'or', next: () => ItemFilter): ItemFilter {
  const first = next();
  const parts = [first];
  while (isKeyword(reader, kind)) {
    reader.position++;
    parts.push(next());
  }
  return parts.length === 1 ? first : { kind, parts };
}

function negation(reader: Reader, depth: number): ItemFilter {
  if (depth > filterLimits.depth)
    throw new EngineError(
      'request-invalid',
      `The filter has more than ${filterLimits.depth} brackets or negations within each other.`,
    );
  if (isKeyword(reader, 'not')) {
    reader.position++;
    return { kind: 'not', part: negation(reader, depth + 1) };
  }
  if (reader.tokens[reader.position]?.kind !== 'open') return condition(reader);
  reader.position++;
  const inner = alternatives(reader, depth + 1);
  if (reader.tokens[reader.position]?.kind !== 'close') throw unexpected(reader, 'and, or, or )');
  reader.position++;
  return inner;
}

function condition(reader: Reader): ItemFilter {
  const name = reader.tokens[reader.position];
  const isName = name?.kind === 'quoted' || (name?.kind === 'word' && !keywords.has(name.text.toLowerCase()));
  if (name === undefined || !isName)
    throw unexpected(reader, 'a condition such as genre:drama or price < 20');
  if (++reader.conditions > filterLimits.conditions)
    throw new EngineError(
      'request-invalid',
      `The filter has more than ${filterLimits.conditions} conditions.`,
    );
  reader.position++;
  const sign = reader.tokens[reader.position];
  if (sign?.kind !== 'colon' && sign?.kind !== 'operator')
    throw unexpected(reader, `: with a value, or a comparison with a number, after ${name.text}`);
  reader.position++;
  const value = reader.tokens[reader.position];
  if (value?.kind !== 'word' && value?.kind !== 'quoted')
    throw unexpected(reader, sign.kind === 'colon' ? 'an id or a name' : 'a number');
  if (sign.kind === 'colon') {
    reader.position++;
    return { kind: 'attribute', name: name.text, value: value.text, at: name.at };
  }
  const number =
    value.kind === 'word' && /^-?\d+(\.\d+)?$/u.test(value.text) ? Number(value.text) : Number.NaN;
  if (!Number.isFinite(number)) throw unexpected(reader, 'a number');
  reader.position++;
  const operator = sign.text as NumberOperator;
  return { kind: 'number', name: name.text, operator, number, at: name.at };
}

const keywords: ReadonlySet<string> = new Set(['and', 'or', 'not']);

function isKeyword(reader: Reader, keyword: string): boolean {
  const token = reader.tokens[reader.position];
  return token?.kind === 'word' && token.text.toLowerCase() === keyword;
}

/** A bare word goes on until a blank, bracket, quote, colon or comparison; a value may hold colons in quotes only. */
const tokenPattern = /\s*(?:(\()|(\))|(:)|(<=|>=|!=|<|>|=)|"((?:[^"\\]|\\.)*)"|([^\s()":<>=!]+))/uy;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (/\S/u.test(text.slice(tokenPattern.lastIndex))) {
    const start = tokenPattern.lastIndex;
    const found = tokenPattern.exec(text);
    if (found === null) {
      const at = start + text.slice(start).search(/\S/u);
      const what = text[at] === '"' ? 'a quote that is not closed' : JSON.stringify(text[at]);
      throw new EngineError('request-invalid', `The filter has ${what} at character ${at + 1}: ${text}`);
    }
    tokens.push(tokenOf(found, tokenPattern.lastIndex));
  }
  return tokens;
}

function tokenOf([, open, close, colon, operator, quoted, word]: RegExpExecArray, end: number): Token {
  if (open !== undefined) return { kind: 'open', text: open, at: end - 1 };
  if (close !== undefined) return { kind: 'close', text: close, at: end - 1 };
  if (colon !== undefined) return { kind: 'colon', text: colon, at: end - 1 };
  if (operator !== undefined) return { kind: 'operator', text: operator, at: end - operator.length };
  if (quoted !== undefined)
    return { kind: 'quoted', text: quoted.replace(/\\(.)/gu, '$1'), at: end - quoted.length - 2 };
  const text = word ?? '';
  return { kind: 'word', text, at: end - text.length };
}

function unexpected(reader: Reader, expected: string): EngineError {
  const token = reader.tokens[reader.position];
  const found =
    token === undefined ? 'ends' : `has ${JSON.stringify(token.text)} at character ${token.at + 1}`;
  return new EngineError(
    'request-invalid',
    `The filter ${found} where ${expected} is expected: ${reader.text}`,
  );
}
