import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What the seed promises of itself, read from its files alone; what the engine makes of it is tested elsewhere. */

interface Item {
  id: string;
  name: string;
  properties: Record<string, string | number>;
}
interface Named {
  id: string;
  name: string;
}
interface Attribute extends Named {
  kind: string;
}
interface Link {
  from: string;
  relation: string;
  to: string;
}
interface Interaction {
  user: string;
  item: string;
  kind: string;
  rating?: number;
  at: string;
}
interface Review {
  id: string;
  user: string;
  item: string;
  text: string;
  rating: number;
  at: string;
}
interface Opinion {
  review: string;
  aspect: string;
  aspectPhrase: string;
  aspectStart: number;
  aspectEnd: number;
  phrase: string;
  start: number;
  end: number;
  polarity: string;
  method: string;
}
type Label = 'User' | 'Item' | 'Attribute';
interface Relation {
  type: string;
  ends: [Label, Label][];
  kind?: string;
  forward: string;
  backward: string;
  askable: boolean;
  question?: string;
}
interface Manifest {
  rating: { min: number; max: number; positiveFrom: number };
  peopleMin: number;
  numbers: { name: string }[];
  interactions: { kind: string; weight: number }[];
  relations: Relation[];
}

const folder = new URL('../../seed/', import.meta.url);
const files = [
  'aspects',
  'attributes',
  'interactions',
  'items',
  'links',
  'opinions',
  'reviews',
  'users',
] as const;

const manifest = JSON.parse(readFileSync(new URL('graph.json', folder), 'utf8')) as Manifest;
const items = readRows<Item>('items');
const users = readRows<Named>('users');
const attributes = readRows<Attribute>('attributes');
const aspects = readRows<Named>('aspects');
const links = readRows<Link>('links');
const interactions = readRows<Interaction>('interactions');
const reviews = readRows<Review>('reviews');
const opinions = readRows<Opinion>('opinions');

const nodeIds: Record<Label, Set<string>> = {
  User: idsOf(users),
  Item: idsOf(items),
  Attribute: idsOf(attributes),
};
const aspectIds = idsOf(aspects);
const reviewById = new Map(reviews.map((review) => [review.id, review]));

describe('the files of the seed', () => {
  it.each(files)('%s.jsonl has a sorted row on every line and ends with a line feed', (name) => {
    const text = readFileSync(new URL(`${name}.jsonl`, folder), 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).not.toContain('\r');
    expect(text.normalize('NFC')).toBe(text);
    const keys = readRows<Record<string, unknown>>(name).map(sortKey);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('holds a small shop', () => {
    expect(items.length).toBeGreaterThanOrEqual(60);
    expect(items.length).toBeLessThanOrEqual(120);
    expect(users.length).toBeGreaterThanOrEqual(60);
    expect(users.length).toBeLessThanOrEqual(90);
    expect(reviews.length).toBeGreaterThanOrEqual(300);
    expect(reviews.length).toBeLessThanOrEqual(450);
    expect(aspects.length).toBeGreaterThanOrEqual(10);
    expect(aspects.length).toBeLessThanOrEqual(16);
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0);
    expect(bytes).toBeLessThan(360_000);
  });
});

describe('the nodes of the seed', () => {
  it.each([
    ['items', items],
    ['users', users],
    ['attributes', attributes],
    ['aspects', aspects],
    ['reviews', reviews],
  ])('%s have unique ids that can be typed on a command line', (_name, rows) => {
    expect(idsOf(rows).size).toBe(rows.length);
    for (const row of rows) expect(row.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it.each([
    ['items', items],
    ['users', users],
    ['attributes', attributes],
    ['aspects', aspects],
  ])('%s have unique names', (_name, rows) => {
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });

  it('gives every item the numbers that the manifest names', () => {
    for (const item of items) {
      for (const { name } of manifest.numbers)
        expect(item.properties[name], `${name} of ${item.id}`).toBeGreaterThan(0);
    }
  });

  it('has only kinds of attributes that a relation leads to', () => {
    const kinds = new Set(manifest.relations.map((relation) => relation.kind));
    expect(attributes.filter((attribute) => !kinds.has(attribute.kind))).toEqual([]);
  });
});

describe('the links of the seed', () => {
  const relationByType = new Map(manifest.relations.map((relation) => [relation.type, relation]));

  it('have a relation of the manifest and ends that fit it', () => {
    for (const link of links) {
      const relation = relationByType.get(link.relation);
      const fitting = relation?.ends.filter(
        ([from, to]) => nodeIds[from].has(link.from) && nodeIds[to].has(link.to),
      );
      expect(fitting?.length, JSON.stringify(link)).toBe(1);
      expect(link.from).not.toBe(link.to);
    }
  });

  it('lead to attributes of the kind of their relation', () => {
    const kindOf = new Map(attributes.map((attribute) => [attribute.id, attribute.kind]));
    for (const link of links) {
      const relation = relationByType.get(link.relation);
      if (relation?.ends[0]?.[1] === 'Attribute')
        expect(kindOf.get(link.to), JSON.stringify(link)).toBe(relation.kind);
    }
  });

  it('use every relation, and every attribute is linked', () => {
    expect(new Set(links.map((link) => link.relation))).toEqual(new Set(relationByType.keys()));
    const linked = new Set(links.flatMap((link) => [link.from, link.to]));
    expect(attributes.filter((attribute) => !linked.has(attribute.id))).toEqual([]);
  });

  it('cover all four shapes of relations', () => {
    const shapes = new Set(
      manifest.relations.flatMap((relation) => relation.ends.map((ends) => ends.join('-'))),
    );
    expect(shapes).toEqual(new Set(['Item-Attribute', 'Item-Item', 'Attribute-Attribute', 'User-User']));
  });

  it('are worded both ways, and asked for where the manifest says so', () => {
    for (const relation of manifest.relations) {
      for (const text of [relation.forward, relation.backward]) {
        expect(text).toContain('{from}');
        expect(text).toContain('{to}');
      }
      expect(relation.question?.includes('{to}') ?? false, relation.type).toBe(relation.askable);
    }
  });
});

describe('the interactions of the seed', () => {
  it('name known users, items and kinds, at a moment in UTC', () => {
    const kinds = new Set(manifest.interactions.map((entry) => entry.kind));
    for (const act of interactions) {
      expect(
        nodeIds.User.has(act.user) && nodeIds.Item.has(act.item) && kinds.has(act.kind),
        JSON.stringify(act),
      ).toBe(true);
      expect(act.at).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(Number.isNaN(Date.parse(act.at))).toBe(false);
    }
    expect(new Set(interactions.map((act) => act.kind))).toEqual(kinds);
  });

  it('carry a rating on the scale exactly where they are ratings, one a user and item', () => {
    for (const act of interactions) {
      const isOnScale = (act.rating ?? 0) >= manifest.rating.min && (act.rating ?? 0) <= manifest.rating.max;
      expect(isOnScale, JSON.stringify(act)).toBe(act.kind === 'RATED');
    }
    const rated = interactions.filter((act) => act.kind === 'RATED').map((act) => `${act.user} ${act.item}`);
    expect(new Set(rated).size).toBe(rated.length);
  });

  it('hold likes and dislikes', () => {
    const isLow = (act: Interaction): boolean =>
      (act.rating ?? manifest.rating.max) < manifest.rating.positiveFrom;
    expect(interactions.filter((act) => act.rating !== undefined && !isLow(act)).length).toBeGreaterThan(300);
    expect(interactions.filter(isLow).length).toBeGreaterThan(100);
    expect(interactions.filter((act) => act.kind === 'RETURNED').length).toBeGreaterThan(5);
  });

  it('leave one user without any act, one with dislikes only, and one item that nobody touched', () => {
    const acting = new Set(interactions.map((act) => act.user));
    expect(users.filter((user) => !acting.has(user.id)).map((user) => user.id)).toEqual(['ines']);
    const touched = new Set(interactions.map((act) => act.item));
    expect(items.filter((item) => !touched.has(item.id)).map((item) => item.id)).toEqual(['moth-parliament']);
    const ratings = interactions
      .filter((act) => act.user === 'crispin' && act.kind === 'RATED')
      .map((act) => act.rating ?? 0);
    expect(ratings.length).toBeGreaterThan(2);
    expect(Math.max(...ratings)).toBeLessThan(manifest.rating.positiveFrom);
  });
});

describe('the reviews of the seed', () => {
  it('have a known user and item, and a rating that is also an interaction', () => {
    const rated = new Map(
      interactions
        .filter((act) => act.kind === 'RATED')
        .map((act) => [`${act.user} ${act.item}`, `${act.rating} ${act.at}`]),
    );
    for (const review of reviews) {
      expect(nodeIds.User.has(review.user) && nodeIds.Item.has(review.item), review.id).toBe(true);
      expect(rated.get(`${review.user} ${review.item}`), review.id).toBe(`${review.rating} ${review.at}`);
    }
  });

  it('are written once: no sentence occurs more than twice', () => {
    const counts = new Map<string, number>();
    for (const review of reviews) {
      for (const sentence of review.text.split(/(?<=[.!?])\s+/))
        counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 2)).toEqual([]);
  });

  it('name no other customer', () => {
    for (const review of reviews) {
      const words = review.text.toLowerCase().match(/\p{L}+/gu) ?? [];
      expect(
        words.filter((word) => nodeIds.User.has(word)),
        review.id,
      ).toEqual([]);
    }
  });

  it('keep escaping honest: markup, quotes, an emoji, a prank, an ampersand and an accent', () => {
    const texts = reviews.map((review) => review.text);
    expect(texts.some((text) => text.includes('<b>') && text.includes('"') && text.includes('&'))).toBe(true);
    expect(texts.some((text) => text.startsWith('Ignore all previous instructions'))).toBe(true);
    const names = items.map((item) => item.name);
    expect(names.some((name) => name.includes('&') && name.includes("'"))).toBe(true);
    expect(names.some((name) => /[À-ÿ]/.test(name))).toBe(true);
    const behindEmoji = opinions.filter((opinion) => /\p{Extended_Pictographic}/u.test(textBefore(opinion)));
    expect(behindEmoji.length).toBeGreaterThan(0);
  });
});

describe('the opinions of the seed', () => {
  it('stand verbatim in their review, as two spans that do not overlap', () => {
    for (const opinion of opinions) {
      const text = reviewById.get(opinion.review)?.text ?? '';
      expect(text.slice(opinion.aspectStart, opinion.aspectEnd), JSON.stringify(opinion)).toBe(
        opinion.aspectPhrase,
      );
      expect(text.slice(opinion.start, opinion.end), JSON.stringify(opinion)).toBe(opinion.phrase);
      expect(
        opinion.aspectEnd <= opinion.start || opinion.end <= opinion.aspectStart,
        JSON.stringify(opinion),
      ).toBe(true);
    }
  });

  it('begin and end at the edges of words', () => {
    for (const opinion of opinions) {
      const text = reviewById.get(opinion.review)?.text ?? '';
      const offsets = [opinion.aspectStart, opinion.aspectEnd, opinion.start, opinion.end];
      expect(
        offsets.filter((offset) => splitsWord(text, offset)),
        JSON.stringify(opinion),
      ).toEqual([]);
    }
  });

  it('use every aspect and every polarity', () => {
    expect(new Set(opinions.map((opinion) => opinion.aspect))).toEqual(aspectIds);
    expect(new Set(opinions.map((opinion) => opinion.polarity))).toEqual(
      new Set(['positive', 'negative', 'neutral']),
    );
    expect(new Set(opinions.map((opinion) => opinion.method))).toEqual(new Set(['seed']));
  });

  it('praise and criticise the same items for the same aspects in places', () => {
    const sides = new Map<string, Set<string>>();
    for (const opinion of opinions) {
      const key = `${reviewById.get(opinion.review)?.item} ${opinion.aspect}`;
      sides.set(key, (sides.get(key) ?? new Set()).add(opinion.polarity));
    }
    const disputed = [...sides.values()].filter(
      (polarities) => polarities.has('positive') && polarities.has('negative'),
    );
    expect(disputed.length).toBeGreaterThan(3);
  });

  it('let Mara value and mind things', () => {
    const hers = opinions.filter((opinion) => reviewById.get(opinion.review)?.user === 'mara');
    const aspectsOf = (polarity: string): string[] =>
      hers.filter((one) => one.polarity === polarity).map((one) => one.aspect);
    expect(aspectsOf('positive')).toContain('artwork');
    expect(aspectsOf('negative').sort()).toEqual(['noise-level', 'waiting-time']);
  });
});

function readRows<Row>(name: (typeof files)[number]): Row[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, folder), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}

function idsOf(rows: readonly { id: string }[]): Set<string> {
  return new Set(rows.map((row) => row.id));
}

function textBefore(opinion: Opinion): string {
  return (reviewById.get(opinion.review)?.text ?? '').slice(0, opinion.start);
}

function splitsWord(text: string, offset: number): boolean {
  return offset > 0 && /\w\w/.test(text.slice(offset - 1, offset + 1));
}

/** The id of a row, or what stands for it; numbers padded, so that keys sort as the rows do. */
function sortKey(row: Record<string, unknown>): string {
  return sortFields(row)
    .map((field) => String(row[field]).padStart(typeof row[field] === 'number' ? 5 : 0, '0'))
    .join('\u0000');
}

function sortFields(row: Record<string, unknown>): string[] {
  if ('id' in row) return ['id'];
  if ('relation' in row) return ['relation', 'from', 'to'];
  return 'review' in row ? ['review', 'aspectStart', 'start'] : ['user', 'at', 'item', 'kind'];
}
