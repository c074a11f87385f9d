import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGroundingData } from '../../../src/files/evaluation/grounding-data.ts';

const { signal } = new AbortController();
const row = {
  id: '0-a',
  entity: 'Salt Road',
  properties: [['director', 'Ada Byrne']],
  text: '🎬 Salt Road is old.',
  human: [{ start: 2, end: 6, text: 'Salt', type: 'incorrect' }],
  gpt4: null,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grounding-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(...rows: unknown[]): void {
  writeFileSync(join(folder, 'outputs.jsonl'), rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
}

describe('grounding data', () => {
  it('turns code points into UTF-16 offsets and keeps absent peers apart', async () => {
    write(row, { ...row, id: '1-a', human: null, gpt4: [{ start: 0, end: 0 }] });
    const { texts } = await readGroundingData(folder, signal);
    expect(texts[0]).toEqual({
      id: '0-a',
      entity: 'Salt Road',
      properties: [['director', 'Ada Byrne']],
      text: row.text,
      human: [{ start: 3, end: 7 }],
      peers: { gpt4: null, llama3: null },
    });
    expect(row.text.slice(3, 7)).toBe('Salt');
    expect(texts[1]).toMatchObject({ human: [], peers: { gpt4: [{ start: 0, end: 0 }] } });
  });

  it('reads a packed file', async () => {
    writeFileSync(join(folder, 'outputs.jsonl.gz'), gzipSync(`${JSON.stringify(row)}\n`));
    expect((await readGroundingData(folder, signal)).texts).toHaveLength(1);
  });

  it.each([
    ['no text', { ...row, text: 4 }, /entity, text/],
    ['a fact that is no pair', { ...row, properties: [['director']] }, /properties/],
    ['no spans of people', { ...row, human: undefined }, /human/],
    ['a span beyond the text', { ...row, human: [{ start: 3, end: 400 }] }, /human must be spans/],
    ['a peer that is no list', { ...row, llama3: 'none' }, /llama3 must be spans/],
    ['no object', 7, /entity, text/],
  ])('names file and line of %s', async (_, bad, message) => {
    write(row, bad);
    await expect(readGroundingData(folder, signal)).rejects.toMatchObject({ code: 'data-invalid' });
    await expect(readGroundingData(folder, signal)).rejects.toThrow(message);
    await expect(readGroundingData(folder, signal)).rejects.toThrow('outputs.jsonl line 2');
  });

  it('says which file is missing', async () => {
    await expect(readGroundingData(folder, signal)).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('outputs.jsonl'),
    });
  });
});
