import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../src/contract/types.ts';
import { buildEvidence } from '../../../src/core/explanation/evidence.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import { mergedReasons } from '../../../src/core/explanation/merge-reasons.ts';
import { lampItem, lampNoun, likersReason } from './lamp-item.ts';

const itemName = 'Harbour Lights';

function sentencesOf(reasons: readonly Reason[]): string[] {
  return mergedReasons(reasons, itemName).map((one) => one.sentence);
}

describe('merged reasons', () => {
  it('name what the reader liked as a list, strongest first, each with its people', () => {
    const reasons = [
      likersReason('mast', 'Mast', 9, 0.2),
      likersReason('kilo', 'Kilo', 7, 0.4),
      likersReason('attic', 'Attic', 12, 0.1),
      likersReason('cove', 'Cove', 12, 0.05),
    ];
    expect(sentencesOf(reasons)).toEqual([
      'Harbour Lights was liked by others who liked Kilo (7 people), Mast (9) and Attic (12), all of which you liked.',
    ]);
    const built = buildEvidence(lampItem({ reasons, against: [] }), []);
    expect(built.map(({ share }) => share.toFixed(2))).toEqual(['0.70']);
  });

  it('leave long names to two, and single reasons alone', () => {
    const long = (name: string): string => `${name} of the Six Long Words`;
    const reasons = ['Kilo', 'Mast', 'Attic'].map((name) => likersReason(name, long(name), 7, 0.2));
    expect(sentencesOf(reasons)).toEqual([
      'Harbour Lights was liked by others who liked Kilo of the Six Long Words (7 people) and Mast of the Six Long Words (7), both of which you liked.',
    ]);
    expect(sentencesOf(reasons.slice(0, 1))).toEqual([]);
    expect(sentencesOf(lampItem().reasons.slice(2))).toEqual([]);
  });

  it('list what the item has in common with the same items of the reader', () => {
    const liked = [itemNode('kilo', 'Kilo'), itemNode('mast', 'Mast')];
    const end = 'like Kilo and Mast, which you liked.';
    const shared = [
      sharedReason('MADE_BY:olive', 'Olive Press', `was made by Olive Press, ${end}`, liked),
      sharedReason('MADE_OF:brass', 'brass', `is made of brass, ${end}`, liked),
      sharedReason('MADE_OF:glass', 'glass', `is made of glass, ${end}`, liked),
      sharedReason('SUITS:desks', 'desks', 'suits desks, like Kilo, which you liked.', liked.slice(0, 1)),
    ];
    expect(sentencesOf(shared)).toEqual([
      'Harbour Lights was made by Olive Press and is made of brass and glass, like Kilo and Mast, which you liked.',
    ]);
    const more = 'like Kilo and 2 more that you liked.';
    const counted = ['MADE_OF:brass', 'MADE_OF:glass'].map((id) =>
      sharedReason(id, id.slice(8), `is made of ${id.slice(8)}, ${more}`, liked.slice(0, 1), 3),
    );
    expect(sentencesOf(counted)).toEqual([]);
  });

  it('list aspects with what is counted of each', () => {
    const aspects = (counts: readonly string[]): string[] =>
      sentencesOf(counts.map((count, index) => aspectReason(['light', 'cable'][index] ?? '', count)));
    expect(aspects(['all 3 opinions about it praise', 'the one opinion about it praises'])).toEqual([
      'You care about light and cable: all 3 opinions about light and the one opinion about cable praise Harbour Lights.',
    ]);
    expect(aspects(['the one opinion about it praises', 'the one opinion about it praises'])).toEqual([
      'You care about light and cable: the one opinion about each praises Harbour Lights.',
    ]);
    expect(aspects(['both opinions about it praise', 'both opinions about it praise'])).toEqual([
      'You care about light and cable: both opinions about each praise Harbour Lights.',
    ]);
  });

  it('do not hold what is no name to a reader, one name twice, or words of another form', () => {
    expect(sentencesOf([likersReason('it', 'It', 7, 0.4), likersReason('mast', 'Mast', 9, 0.2)])).toEqual([]);
    expect(sentencesOf([likersReason('a', 'Mast', 7, 0.4), likersReason('b', 'Mast', 9, 0.2)])).toEqual([]);
    const other = { ...likersReason('kilo', 'Kilo', 7, 0.4), text: 'Wer Kilo mag, mag auch Harbour Lights.' };
    expect(sentencesOf([other, likersReason('mast', 'Mast', 9, 0.2)])).toEqual([]);
    expect(
      mergedReasons([likersReason('a', 'Kilo', 7, 0.4), likersReason('b', 'Mast', 9, 0.2)], 'It'),
    ).toEqual([]);
  });

  it('pass the gate whatever the names and numbers are, and never with two of either exchanged', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
      fc.constantFrom(
        'Rock, Paper and Ink',
        '7 Lamps',
        'Not All Men',
        'By the Sea (1999)',
        "Keeper's",
        'Éclair',
      ),
    );
    const likes = fc.uniqueArray(fc.tuple(name, fc.integer({ min: 1, max: 999 })), {
      minLength: 2,
      maxLength: 5,
      selector: ([one]) => one,
    });
    let tried = 0;
    const passed: string[] = [];
    fc.assert(
      fc.property(likes, (given) => {
        const reasons = given.map(([one, people], index) =>
          likersReason(`i${index}`, one, people, 0.5 - index / 20),
        );
        const evidence = buildEvidence(lampItem({ reasons, against: [] }), []);
        const accepts = (text: string): boolean =>
          judge({ sentences: [{ text, cites: ['E1'] }], evidence, itemName, noun: lampNoun }).accepted;
        const [first] = evidence;
        if (first?.reasonIds === undefined) return;
        expect(accepts(first.sentence), first.sentence).toBe(true);
        const [, one = '', two = ''] = first.names;
        const [left, right] = first.sentence.match(/(?<=\()\d+(?=\)| p)/gu) ?? [];
        const lies = [
          left === right
            ? null
            : first.sentence.replace(one, '\u0001').replace(two, one).replace('\u0001', two),
          first.sentence.replace(` ${itemName}`, one),
          first.sentence.replace(/(?:both|all) of which/u, 'all nine of which'),
          first.sentence.replace(`${one} (`, `${itemName} (`),
        ].filter((lie) => lie !== null && lie !== first.sentence);
        const isPlain =
          first.names.every((known) => /^\p{L}[\p{L} ]*$/u.test(known)) &&
          !one.includes(two) &&
          !two.includes(one);
        if (!isPlain) return;
        tried += lies.length;
        passed.push(...lies.filter((lie) => lie !== null && accepts(lie)).map(String));
      }),
      { numRuns: 600 },
    );
    expect(tried).toBeGreaterThan(50);
    expect(passed).toEqual([]);
  });
});

function itemNode(id: string, name: string): Reason['example']['nodes'][number] {
  return { label: 'Item', id, name };
}

function sharedReason(
  id: string,
  entity: string,
  predicate: string,
  liked: Reason['example']['nodes'],
  paths = liked.length,
): Reason {
  const [first] = liked;
  return {
    ...likersReason('kilo', 'Kilo', 5, 0.1),
    id: `shared-entity:${id}`,
    kind: 'shared-entity',
    paths,
    example: {
      nodes: [
        { label: 'User', id: 'mara', name: 'Mara' },
        ...(first === undefined ? [] : [first]),
        { label: 'Attribute', id, name: entity },
        itemNode('harbour', itemName),
      ],
      relations: [],
    },
    liked,
    text: `${itemName} ${predicate}`,
  };
}

function aspectReason(name: string, counted: string): Reason {
  return {
    ...likersReason('kilo', 'Kilo', 5, 0.1),
    id: `aspect:${name}`,
    kind: 'aspect',
    example: {
      nodes: [
        { label: 'User', id: 'mara', name: 'Mara' },
        { label: 'Aspect', id: name, name },
        itemNode('harbour', itemName),
      ],
      relations: [],
    },
    text: `You care about ${name}: ${counted} ${itemName}.`,
  };
}
