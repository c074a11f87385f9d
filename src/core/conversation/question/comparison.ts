import { opinionCount } from '../../ranking/aspect-agreement.ts';
import type { AspectTerm } from '../../ranking/terms.ts';
import { judgements } from '../belief/belief.ts';

/** What reviews say of items: the parts of the ranking's term that comparing needs. */
type Opinions = Pick<AspectTerm, 'praised' | 'criticised' | 'smoothing'>;

/**
 * Returns how each item stands to a bound on a number: `numbers` has one entry an item, NaN where the data has none. What
 * equals the bound is neither less nor more. Cost: O(items).
 */
export function compareNumbers(numbers: Float64Array, direction: 'more' | 'less', bound: number): Uint8Array {
  const judged = new Uint8Array(numbers.length);
  const side = direction === 'less' ? -1 : 1;
  for (let item = 0; item < judged.length; item++) {
    const number = numbers[item] ?? Number.NaN;
    if (Number.isNaN(number)) continue;
    judged[item] = side * number > side * bound ? judgements.fits : judgements.contradicts;
  }
  return judged;
}

/**
 * Returns how each item stands to being praised more (or less) for an aspect than another item is: by the side of
 * ranking, (praise - criticism) / (praise + criticism + k). `than` is a node, null to compare with 0. Items of which
 * nobody judges the aspect are unknown. Cost: O(items + their opinions).
 */
export function compareAspect(
  opinions: Opinions,
  items: { readonly start: number; readonly count: number },
  aspect: number,
  direction: 'more' | 'less',
  than: number | null,
): Uint8Array {
  const bound = than === null ? 0 : (sideOf(opinions, than, aspect) ?? 0);
  const judged = new Uint8Array(items.count);
  for (let item = 0; item < items.count; item++) {
    const side = sideOf(opinions, items.start + item, aspect);
    if (side === null) continue;
    const isFitting = direction === 'more' ? side > bound : side < bound;
    judged[item] = isFitting ? judgements.fits : judgements.contradicts;
  }
  return judged;
}

function sideOf(opinions: Opinions, item: number, aspect: number): number | null {
  const praise = opinionCount(opinions.praised, item, aspect);
  const criticism = opinionCount(opinions.criticised, item, aspect);
  const count = praise + criticism;
  return count === 0 ? null : (praise - criticism) / (count + opinions.smoothing);
}
