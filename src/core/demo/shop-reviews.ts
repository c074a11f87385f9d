import type { OpinionRow, ReviewRow } from '../../contract/types.ts';
import { at, below, idOf, randomOf, type Shop } from './shop.ts';
import { actKinds, userId, userTraits, visitActs } from './shop-acts.ts';
import { markedSentence, type ShopAspect, shopAspects } from './shop-aspects.ts';
import { categoryOf, itemId, itemTraits } from './shop-items.ts';
import { categories, frames } from './shop-words.ts';

/** A review with the opinions that were put into it. */
export interface ShopReview {
  readonly review: ReviewRow;
  readonly opinions: readonly OpinionRow[];
}

/** Share of ratings that come with a review. */
const reviewShare = 0.4;

/** Returns the reviews of all users in turn: one for a part of the ratings, in the language of the user. */
export function* shopReviews(shop: Shop): Generator<ShopReview> {
  for (let user = 0; user < shop.users; user++) {
    const ratings: { item: number; rating: number; moment: number }[] = [];
    visitActs(shop, user, (kind, item, rating, moment) => {
      if (actKinds[kind] === 'RATED') ratings.push({ item, rating, moment });
    });
    for (const { item, rating, moment } of ratings) {
      const random = randomOf(shop, 'review', user, item);
      if (random() < reviewShare) yield reviewOf(shop, user, item, { rating, moment }, random);
    }
  }
}

function reviewOf(
  shop: Shop,
  user: number,
  item: number,
  act: { readonly rating: number; readonly moment: number },
  random: () => number,
): ShopReview {
  const { language } = userTraits(shop, user);
  const { noun, aspects } = at(categories, categoryOf(shop, item));
  const id = `r${idOf('', user, shop.users)}-${itemId(shop, item)}`;
  const opinions: OpinionRow[] = [];
  let text = '';
  const add = (sentence: string): number => {
    const start = text === '' ? 0 : text.length + 1;
    text += start === 0 ? sentence : ` ${sentence}`;
    return start;
  };
  if (random() < 0.4) add(frameOf(language, noun[language], random));
  const first = below(random, aspects.length);
  const count = 1 + below(random, 3);
  for (let step = 0; step < count; step++) {
    const found = aspectOf(at(aspects, (first + 2 * step) % aspects.length));
    const polarity = isPraised(shop, item, found, random) ? 'positive' : 'negative';
    const sentence = markedSentence(at(found[language][polarity], below(random, 2)));
    const start = add(sentence.text);
    opinions.push({
      review: id,
      aspect: found.id,
      aspectPhrase: sentence.text.slice(sentence.aspectStart, sentence.aspectEnd),
      aspectStart: start + sentence.aspectStart,
      aspectEnd: start + sentence.aspectEnd,
      phrase: sentence.text.slice(sentence.start, sentence.end),
      start: start + sentence.start,
      end: start + sentence.end,
      polarity,
      method: 'demo',
    });
  }
  const review = { id, user: userId(shop, user), item: itemId(shop, item), text };
  return { review: { ...review, rating: act.rating, at: momentOf(act.moment) }, opinions };
}

/** Returns epoch seconds as ISO 8601 UTC. */
export function momentOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function aspectOf(id: string): ShopAspect {
  const index = shopAspects.findIndex((aspect) => aspect.id === id);
  return at(shopAspects, index);
}

/** An item has good sides and bad ones, the same for everybody; better items have more good ones. */
function isPraised(shop: Shop, item: number, aspect: ShopAspect, random: () => number): boolean {
  const side = randomOf(shop, 'item', item, 2 + shopAspects.indexOf(aspect))();
  return random() < 0.1 + 0.8 * (0.5 * itemTraits(shop, item).quality + 0.5 * side);
}

function frameOf(language: 'en' | 'de', noun: string, random: () => number): string {
  const list = frames[language];
  return at(list, below(random, list.length)).replace('{noun}', noun);
}
