import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConversationData } from '../../../src/files/evaluation/conversation-data.ts';

const { signal } = new AbortController();
const meta = { name: 'tiny', protocol: 'two-target', actionsMax: 14, topK: 10 };
const lines = {
  items: ['{"item":2,"name":"Kilo","attributes":[4,1,4]}', '{"item":0,"attributes":[]}'],
  attributes: ['{"attribute":1,"firstType":3}', '{"attribute":4,"name":"noir","firstType":null}'],
  users: ['{"user":5,"friends":[6],"likes":[4]}'],
  train: ['{"user":5,"items":[2,0]}', '{"user":6,"items":[]}'],
  'sessions-valid': ['{"user":5,"targets":[2,2]}'],
  'sessions-test': ['{"user":9,"targets":[0,2]}'],
};

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conversation-data-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(changes: Readonly<Record<string, readonly string[] | null>>, about: object = meta) {
  await writeFile(join(folder, 'meta.json'), JSON.stringify(about));
  for (const [name, rows] of Object.entries({ ...lines, ...changes })) {
    if (rows !== null) await writeFile(join(folder, `${name}.jsonl.gz`), gzipSync(rows.join('\n')));
  }
}

describe('readConversationData', () => {
  it('reads every file of the layout', async () => {
    await write({});
    const data = await readConversationData(folder, signal);
    expect(data).toMatchObject({ ...meta, attributesPerQuestion: 2 });
    expect(data.items).toEqual([
      { item: 2, name: 'Kilo', attributes: [1, 4] },
      { item: 0, name: null, attributes: [] },
    ]);
    expect(data.attributes).toEqual([
      { attribute: 1, name: null, type: 3 },
      { attribute: 4, name: 'noir', type: null },
    ]);
    expect(data.users).toEqual([{ user: 5, friends: [6], likes: [4], attributes: [] }]);
    expect([...data.train.items]).toEqual([0, 2]);
    expect([...data.train.offsets]).toEqual([0, 2, 2]);
    expect(data.valid).toEqual([{ user: 5, targets: [2, 2] }]);
    expect(data.test).toEqual([{ user: 9, targets: [0, 2] }]);
  });

  it('does without what a folder may leave out, and reads files that are not packed', async () => {
    await write({ users: null, 'sessions-valid': null, train: null });
    await writeFile(join(folder, 'train.jsonl'), lines.train.join('\n'));
    const data = await readConversationData(folder, signal);
    expect(data.users).toEqual([]);
    expect(data.valid).toBeNull();
    expect(data.train.users).toHaveLength(2);
  });

  it('names what is missing', async () => {
    await expect(readConversationData(folder, signal)).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('meta.json'),
    });
    await write({ 'sessions-test': null });
    await expect(readConversationData(folder, signal)).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('sessions-test.jsonl'),
    });
  });

  it.each([
    ['items', '{"item":1.5,"attributes":[]}', 'items.jsonl.gz line 2: expected {item, attributes'],
    ['items', '{"item":1,"attributes":[-1]}', 'items.jsonl.gz line 2'],
    ['items', '{"item":2,"attributes":[1]}', 'items: 2 has two rows'],
    ['attributes', '{"attribute":7,"firstType":"x"}', 'attributes.jsonl.gz line 2'],
    ['users', '{"user":1,"friends":5}', 'users.jsonl.gz line 2'],
    ['train', '{"user":1}', 'train.jsonl.gz line 2'],
    ['train', '{"user":1', 'train.jsonl.gz line 2: the line is no JSON'],
    ['train', '7', 'train.jsonl.gz line 2: expected an object'],
    [
      'sessions-test',
      '{"user":1,"targets":[1]}',
      'sessions-test.jsonl.gz line 2: expected {user, targets: [2',
    ],
    ['sessions-test', '{"user":4294967296,"targets":[1,1]}', 'sessions-test.jsonl.gz line 2'],
  ] as const)('refuses %s %s', async (name, row, message) => {
    await write({ [name]: [lines[name][0] ?? '', row] });
    await expect(readConversationData(folder, signal)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [{ ...meta, protocol: 'three-target' }, 'protocol is "three-target"'],
    [{ ...meta, actionsMax: 0 }, 'actionsMax is 0'],
    [{ ...meta, topK: '10' }, 'topK is "10"'],
    [[], 'protocol is undefined'],
    [null, 'expected an object'],
  ])('refuses the description %j', async (about, message) => {
    await write({}, about as object);
    await expect(readConversationData(folder, signal)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining(message),
    });
  });
});
