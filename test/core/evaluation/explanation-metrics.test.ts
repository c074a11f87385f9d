import { describe, expect, it } from 'vitest';
import {
  constantFigures,
  explanationCounts,
  explanationErrors,
  explanationFigures,
  featureTable,
} from '../../../src/core/evaluation/explanation-metrics.ts';
import { tagStems } from '../../../src/core/opinions/syntax/tag-stems.ts';
import { createRandom } from '../../../src/core/random.ts';

const references = Array.from({ length: 6 }, (_, index) =>
  index === 0 ? 'The service is good.' : 'The service and the food are good.',
);
const table = featureTable(references.map(tagStems));

const none = { likes: new Set<string>(), dislikes: new Set<string>() };

function countsOf(text: string, evidence: string, index = 1) {
  return explanationCounts(
    {
      text,
      words: tagStems(text),
      evidence: tagStems(evidence),
      isAccepted: text !== evidence,
      reference: references[index] ?? '',
      referenceFeatures: table.references[index] ?? new Set(),
      judged: none,
      referenceJudged: none,
    },
    table.vocabulary,
  );
}

describe('figures of explanations', () => {
  it('takes nouns of at least five references for features', () => {
    expect([...table.vocabulary].sort()).toEqual(['food', 'servic']);
    expect(table.commonest[0]).toBe('servic');
  });

  it('finds names and numbers that the evidence lacks', () => {
    const good = countsOf('Kilo has good service.', 'Kilo is known for its services.');
    expect(good).toMatchObject({
      hasUngroundedName: false,
      hasUngroundedNumber: false,
      features: ['servic'],
    });
    expect(good.groundedNouns).toBe(good.nouns);
    const bad = countsOf('The service in Oslo has 7 rooms.', 'Kilo is known for its services.');
    expect(bad).toMatchObject({ hasUngroundedName: true, hasUngroundedNumber: true });
  });

  it('takes a longer word for grounded that begins as one of the evidence', () => {
    const counts = countsOf('A romantic atmosphere.', 'Visitors praise atmospherics.');
    expect(counts.groundedNouns).toBe(counts.nouns);
  });

  it('divides sums over texts', () => {
    const counts = [countsOf('Its service.', 'service'), countsOf('Its food.', 'food', 0)];
    const figures = explanationFigures(counts);
    // Said: service (right), food (not in the first reference). References hold 2 + 1.
    expect(figures.featurePrecision).toBe(0.5);
    expect(figures.featureF1).toBeCloseTo(2 / 5, 12);
    expect(figures).toMatchObject({ usr: 1, div: 0, words: 2, overLength: 0 });
    expect(explanationFigures([...counts, ...counts])).toMatchObject({ usr: 0.5, div: 2 / 6 });
    expect(explanationFigures([]).usr).toBeNull();
  });

  it('follows a table worked out by hand', () => {
    // Vocabulary {food, service}; the references hold {food, service} and {service}.
    const counts = [
      // Nouns: service, food, Oslo; Oslo is a name that the evidence lacks.
      countsOf('The service and food in Oslo.', 'The service is good, the food is not.'),
      // Nouns: service, 7, rooms; the evidence lacks 7, though it has 17.
      countsOf('The  service of 7 rooms.', 'Rooms with service, 17 of them.', 0),
      // No noun but one; blanks apart the same words as above.
      countsOf('The service of 7 rooms.', 'The service of 7 rooms.', 0),
    ];
    const figures = explanationFigures(counts);
    expect(counts.map((count) => [count.nouns, count.groundedNouns])).toEqual([
      [3, 2],
      [3, 2],
      [3, 3],
    ]);
    expect(figures.groundedNouns).toBeCloseTo(7 / 9, 12);
    expect(figures.ungroundedNames).toBeCloseTo(1 / 3, 12);
    expect(figures.ungroundedNumbers).toBeCloseTo(1 / 3, 12);
    // Said 2 + 1 + 1, all of them shared; the references hold 2 + 1 + 1.
    expect(figures).toMatchObject({ featurePrecision: 1, featureF1: 1 });
    expect(figures.usr).toBeCloseTo(2 / 3, 12);
    // Each of the three pairs of texts shares "service".
    expect(figures.div).toBe(1);
    expect(figures.words).toBeCloseTo(16 / 3, 12);
    // The helper calls a text accepted that is not its own evidence.
    expect(figures.accepted).toBeCloseTo(2 / 3, 12);
  });

  it('counts texts of more than fifty words', () => {
    const long = countsOf('word '.repeat(51), 'word');
    const short = countsOf('word '.repeat(50), 'word');
    expect(explanationFigures([long, short])).toMatchObject({ words: 50.5, overLength: 0.5 });
  });

  it('scores overlap without the openings that all texts have', () => {
    expect(countsOf('You would enjoy it because the food is good.', '').rougeL).toBeGreaterThan(
      countsOf('Nothing of the kind because of trains.', '').rougeL,
    );
  });

  it('scores the constant text and the spread of samples', () => {
    // Six texts say service and food; five references hold both, one holds service.
    expect(constantFigures(table).featurePrecision).toBeCloseTo(11 / 12, 12);
    const counts = [countsOf('Its service.', 'service'), countsOf('Its food.', 'food', 0)];
    const errors = explanationErrors(counts, 50, createRandom(1));
    expect(errors.featurePrecision).toBeGreaterThan(0);
    expect(explanationErrors(counts.slice(0, 1), 50, createRandom(1)).featurePrecision).toBeNull();
  });
});
