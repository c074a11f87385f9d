import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check, parse, schemaNames, schemaOf } from '../../src/contract/validate.ts';

const invalidFolder = new URL('./invalid/', import.meta.url);
const names = schemaNames();

describe('every schema', () => {
  it('is looked at', () => {
    expect(names.length).toBeGreaterThan(20);
    expect(readdirSync(invalidFolder).sort()).toEqual(names.map((name) => `${name}.json`).sort());
  });

  it.each(names)('%s accepts its examples', (name) => {
    const examples = schemaOf(name)['examples'] as unknown[];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(check(name, example)).toEqual({ ok: true, value: example });
  });

  it.each(names)('%s refuses its invalid examples', (name) => {
    const cases = JSON.parse(readFileSync(new URL(`${name}.json`, invalidFolder), 'utf8')) as {
      why: string;
      value: unknown;
    }[];
    expect(cases.length).toBeGreaterThan(0);
    for (const { why, value } of cases) expect(check(name, value).ok, why).toBe(false);
  });

  it.each(names)('%s describes every property', (name) => {
    expect(undescribed(schemaOf(name), name)).toEqual([]);
  });
});

describe('messages', () => {
  it('name the path, the value and what was expected', () => {
    const row = { user: 'a', item: 'b', kind: 'rated' };
    expect(() => parse('interaction-row', row, 'interactions.jsonl line 3')).toThrow(
      'interactions.jsonl line 3: kind is "rated", expected: must match pattern',
    );
    expect(() => parse('item-row', { id: 'a' }, 'items.jsonl line 1')).toThrow(
      'items.jsonl line 1: value: name is missing',
    );
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(() => parse('item-row', { id: deep, name: 'A' }, 'x')).toThrow(
      'nested too deeply to be shown, expected: string',
    );
    expect(() => parse('item-row', { id: 'a', name: 'A', price: 1 }, 'x')).toThrow(
      'x: value: unknown key "price"',
    );
  });

  it('say why each way of a choice failed, not that the choice did', () => {
    const row = { user: 'a', item: 'b', kind: 'RATED', at: 'soon' };
    expect(() => parse('interaction-row', row, 'x')).toThrow(
      /^x: at is "soon", expected: must match format "date-time"; at is "soon", expected: integer$/,
    );
  });
});

function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const found: string[] = [];
  for (const [key, part] of Object.entries(schema)) {
    if (key === 'examples') continue;
    if (key === 'properties') {
      for (const [name, property] of Object.entries(part as Record<string, Record<string, unknown>>)) {
        if (!('description' in property) && !('$ref' in property)) found.push(`${path}.${name}`);
        found.push(...undescribed(property, `${path}.${name}`));
      }
    } else {
      found.push(...undescribed(part, `${path}.${key}`));
    }
  }
  return found;
}
