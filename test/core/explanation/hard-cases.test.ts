import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/contract/types.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import { statementOf } from '../../../src/core/explanation/gate/statement.ts';

/** What is known, whose names are in it, and what is said on that ground. */
type Case = readonly [known: Known, said: string];
interface Known {
  readonly sentence: string;
  readonly names: readonly string[];
  readonly itemName: string;
}

const noun = { one: 'film', many: 'films' };
const known = (sentence: string, itemName: string, ...names: readonly string[]): Known => ({
  sentence,
  itemName,
  names: [itemName, ...names],
});

const made = known(
  'Harbour Lights was made by Olive Press, like Kilo, which you liked.',
  'Harbour Lights',
  'Olive Press',
  'Kilo',
);
const liked = known(
  'You liked Kilo, and 7 people who liked it also liked Harbour Lights.',
  'Harbour Lights',
  'Kilo',
);
const list = known(
  'Harbour Lights was liked by others who liked Kilo (7 people), Mast (9) and Attic (12), all of which you liked.',
  'Harbour Lights',
  'Kilo',
  'Mast',
  'Attic',
);
const predicates = known(
  'Harbour Lights was directed by Ada Lund and was filmed by Bo Kern, like Kilo, which you liked.',
  'Harbour Lights',
  'Ada Lund',
  'Bo Kern',
  'Kilo',
);
const price = known(
  'You care about price: 4 of 5 opinions about it praise Harbour Lights.',
  'Harbour Lights',
  'price',
);
const sound = known(
  'You care about sound: all 3 opinions about it praise Harbour Lights.',
  'Harbour Lights',
  'sound',
);
const aspects = known(
  'You care about price and sound: all 3 opinions about price and the one opinion about sound praise Harbour Lights.',
  'Harbour Lights',
  'price',
  'sound',
);
const titled = known(
  'You liked Not All Men, and 12 people who liked it also liked 7 Lamps.',
  '7 Lamps',
  'Not All Men',
);
const dated = known('Harbour Lights was first shown in 1998.', 'Harbour Lights');
const costs = known('Harbour Lights costs 12 EUR and lasts 90 minutes.', 'Harbour Lights');
const ranked = known('Without your liking of Kilo, Harbour Lights would be 14th.', 'Harbour Lights', 'Kilo');
const hyphens = known(
  'Harbour Lights was made by Jean-Luc Mercier-Roy, like Kilo, which you liked.',
  'Harbour Lights',
  'Jean-Luc Mercier-Roy',
  'Kilo',
);
const foreign = known(
  'You liked Ночь, and 7 people who liked it also liked Éclair Panic.',
  'Éclair Panic',
  'Ночь',
);
const negated = known('Harbour Lights is not suited to children.', 'Harbour Lights');
const sequel = known('Harbour Lights is the sequel to Kilo, which you liked.', 'Harbour Lights', 'Kilo');

const accepted: readonly (readonly [why: string, ...Case])[] = [
  ['one of two aspects', aspects, 'You care about price, and all 3 opinions about it praise this film.'],
  ['who did what is compared', predicates, 'Ada Lund directed Kilo, which you liked.'],
  ['a possessive of a name', price, "4 of 5 opinions about this film's price praise it."],
  ['a curly apostrophe', made, 'Olive Press made Harbour Lights, like Kilo, which you’ve liked.'],
  ['a number in words', liked, 'You liked Kilo, and seven people who liked it also liked Harbour Lights.'],
  [
    'a title with a number and a negation',
    titled,
    'You liked Not All Men, and twelve people who liked it also liked 7 Lamps.',
  ],
  ['a title with a number at the beginning', titled, '7 Lamps was liked by 12 people who liked Not All Men.'],
  ['a passive turned round', made, 'Olive Press made Harbour Lights.'],
  ['a relative clause', made, 'Harbour Lights, made by Olive Press, is like Kilo, which you liked.'],
  ['members of a list in another order', list, 'You liked Attic, Kilo and Mast.'],
  [
    'a member left out',
    list,
    'Harbour Lights was liked by others who liked Kilo (7 people) and Attic (12), both of which you liked.',
  ],
  ['an exact count of a list', list, 'You liked all three: Kilo, Mast and Attic.'],
  [
    'a count of films before their names',
    list,
    'Three films that you liked, Kilo, Mast and Attic, were liked by others who liked Harbour Lights.',
  ],
  ['one of two predicates', predicates, 'Harbour Lights was filmed by Bo Kern, like Kilo, which you liked.'],
  ['an ordinal', ranked, 'Without your liking of Kilo, it would be 14th.'],
  ['a date', dated, 'It was first shown in 1998.'],
  ['a unit', costs, 'It costs 12 EUR.'],
  ['two quantities', costs, 'Harbour Lights lasts 90 minutes and costs 12 EUR.'],
  ['a hyphenated name', hyphens, 'Jean-Luc Mercier-Roy made Harbour Lights.'],
  ['a name in another script', foreign, 'You liked Ночь, and 7 people who liked it also liked this film.'],
  ['a negation as it is known', negated, 'Harbour Lights is not suited to children.'],
  ['a contracted negation', negated, "Harbour Lights isn't suited to children."],
  ['a sequel', sequel, 'It is the sequel to Kilo, which you liked.'],
];

const refused: readonly (readonly [why: string, ...Case])[] = [
  [
    'what is counted of another aspect',
    aspects,
    'You care about sound, and all 3 opinions about it praise Harbour Lights.',
  ],
  ['a quantity of another aspect', aspects, 'All opinions about sound praise Harbour Lights.'],
  ['a sum over aspects', aspects, 'All 4 opinions about price and sound praise Harbour Lights.'],
  ['what is compared exchanged with who did it', predicates, 'Kilo directed Ada Lund.'],
  ['a like without its verb', list, 'Kilo was liked by 7 people, Mast by 9 and Harbour Lights by you.'],
  ['a name of which a letter is another', made, 'Harbour Lights was made by Olive Pres.'],
  ['a homoglyph', made, 'Harbour Lights was made by Оlive Press.'],
  ['a zero-width character inside a name', made, 'Harbour Lights was made by Olive\u200b Press.'],
  ['a right-to-left mark', made, 'Harbour Lights was made by \u202eOlive Press.'],
  ['markdown', made, 'Harbour Lights was made by **Olive Press**.'],
  ['a citation in brackets', made, 'Harbour Lights was made by Olive Press [E1].'],
  ['a link', made, 'Harbour Lights was made by Olive Press (https://olive.example).'],
  ['part of a name', hyphens, 'Jean-Luc made Harbour Lights.'],
  ['parts of a hyphenated name exchanged', hyphens, 'Mercier-Roy Jean-Luc made Harbour Lights.'],
  ['a name made longer', made, 'Harbour Lights was made by Young Olive Press.'],
  ['who did what', predicates, 'Harbour Lights was directed by Bo Kern.'],
  [
    'two who did what exchanged',
    predicates,
    'Harbour Lights was directed by Bo Kern and was filmed by Ada Lund.',
  ],
  ['two who did what in the active', predicates, 'Bo Kern directed Harbour Lights, and Ada Lund filmed it.'],
  ['two who did one thing', predicates, 'Harbour Lights was directed by Ada Lund and Bo Kern.'],
  ['a passive whose ends are exchanged', made, 'Olive Press was made by Harbour Lights.'],
  ['an active whose ends are exchanged', made, 'Harbour Lights made Olive Press.'],
  ['a sequel turned round', sequel, 'Kilo is the sequel to Harbour Lights.'],
  ['the maker of something else', made, 'Kilo made Harbour Lights.'],
  ['a relation of what the reader liked', made, 'You liked Olive Press, which made Harbour Lights.'],
  ['an invented like', made, 'You liked Harbour Lights.'],
  ['an invented love', liked, 'You loved Kilo, and 7 people who liked it also liked Harbour Lights.'],
  ['an invented favourite', liked, 'Kilo is your favourite.'],
  ['an invented dislike', liked, 'You disliked Kilo.'],
  ['what the reader will do', liked, 'You will like Harbour Lights.'],
  ['what the reader did often', liked, 'You often liked Kilo.'],
  ['a negated like', liked, 'You never liked Kilo.'],
  ['a doubled negation', liked, 'You did not never like Kilo.'],
  [
    'a negation of another clause',
    liked,
    'You liked Kilo, but 7 people who liked it did not like Harbour Lights.',
  ],
  ['a negation with "no"', made, 'No Olive Press made Harbour Lights.'],
  ['a negation left out', negated, 'Harbour Lights is suited to children.'],
  ['a negation moved', negated, 'Not Harbour Lights is suited to children.'],
  ['a negation doubled', negated, 'Harbour Lights is not unsuited to children.'],
  ['nobody', liked, 'Nobody who liked Kilo also liked Harbour Lights.'],
  ['all of a part', price, 'All 5 opinions about price praise Harbour Lights.'],
  ['most of a part', price, 'Most opinions about price praise Harbour Lights.'],
  ['some of all', sound, 'Some opinions about sound praise Harbour Lights.'],
  ['the other part', price, '1 of 5 opinions about price praises Harbour Lights.'],
  ['the parts exchanged', price, '5 of 4 opinions about price praise Harbour Lights.'],
  ['a part as a whole', price, '4 opinions about price praise Harbour Lights.'],
  ['a number without what it counts', sound, 'All 3 opinions praise Harbour Lights.'],
  ['only', liked, 'Only 7 people who liked Kilo also liked Harbour Lights.'],
  ['at least', liked, 'At least 7 people who liked Kilo also liked Harbour Lights.'],
  ['more than', liked, 'More than 7 people who liked Kilo also liked Harbour Lights.'],
  ['up to', liked, 'Up to 7 people who liked Kilo also liked Harbour Lights.'],
  ['over', liked, 'Over 7 people who liked Kilo also liked Harbour Lights.'],
  ['under', liked, 'Under 7 people who liked Kilo also liked Harbour Lights.'],
  ['about a number', liked, 'About 7 people who liked Kilo also liked Harbour Lights.'],
  ['almost', liked, 'Almost 7 people who liked Kilo also liked Harbour Lights.'],
  ['a range', liked, '7-9 people who liked Kilo also liked Harbour Lights.'],
  ['a range in words', liked, 'Between 7 and 9 people who liked Kilo also liked Harbour Lights.'],
  ['a number with a factor', liked, '7 thousand people who liked Kilo also liked Harbour Lights.'],
  ['a decimal', liked, '7.5 people who liked Kilo also liked Harbour Lights.'],
  ['a negative number', liked, '-7 people who liked Kilo also liked Harbour Lights.'],
  ['a per cent', liked, '7 % of people who liked Kilo also liked Harbour Lights.'],
  ['another unit', costs, 'Harbour Lights lasts 90 hours.'],
  ['units exchanged', costs, 'Harbour Lights costs 90 EUR.'],
  ['a unit converted wrongly', costs, 'Harbour Lights lasts 2 hours.'],
  ['another currency', costs, 'Harbour Lights costs 12 USD.'],
  ['a currency sign', costs, 'Harbour Lights costs $12.'],
  ['a date moved', dated, 'Harbour Lights was first shown in 1989.'],
  ['a date turned into a time before', dated, 'Harbour Lights was first shown before 1998.'],
  ['a date turned into a time since', dated, 'Harbour Lights was first shown after 1998.'],
  ['a decade', dated, 'Harbour Lights was first shown in the 1990s.'],
  ['an ordinal made a number', ranked, 'Without your liking of Kilo, 14 would be Harbour Lights.'],
  ['another ordinal', ranked, 'Without your liking of Kilo, it would be 41st.'],
  ['the condition turned round', ranked, 'With your liking of Kilo, it would be 14th.'],
  ['a comparative', made, 'Harbour Lights is better than Kilo.'],
  ['a superlative', made, 'Harbour Lights is the best of Olive Press.'],
  ['unlike', made, 'Unlike Kilo, Harbour Lights was made by Olive Press.'],
  ['a cause', liked, '7 people liked Harbour Lights because they liked Kilo.'],
  ['the number of a title as a count', titled, '7 people who liked Not All Men also liked it.'],
  [
    'a title without its negation',
    titled,
    'You liked All Men, and 12 people who liked it also liked 7 Lamps.',
  ],
  [
    'a title with a quantifier of its own',
    titled,
    'You liked Not All Men, and all 12 people who liked it also liked 7 Lamps.',
  ],
  [
    'a number moved in a list',
    list,
    'Harbour Lights was liked by others who liked Kilo (9 people), Mast (7) and Attic (12).',
  ],
  ['a sum that nobody counted', list, '28 people who liked Kilo, Mast and Attic also liked Harbour Lights.'],
  ['a number for two of a list', list, '7 people who liked Kilo and Mast also liked Harbour Lights.'],
  ['too many in a list', list, 'You liked all four: Kilo, Mast and Attic.'],
  ['both of three', list, 'You liked both: Kilo, Mast and Attic.'],
  ['the item among what the reader liked', list, 'You liked Kilo, Mast, Attic and Harbour Lights.'],
  [
    'a pronoun for another member',
    list,
    'You liked Kilo, and 12 people who liked it also liked Harbour Lights.',
  ],
  [
    'a relative clause for another',
    list,
    'You liked Mast, which 7 people liked who also liked Harbour Lights.',
  ],
  ['one of two films', made, 'Either Kilo or Harbour Lights was made by Olive Press.'],
  ['a question', made, 'Was Harbour Lights made by Kilo?'],
  ['reported speech', made, 'People say that Harbour Lights was made by Olive Press.'],
  ['a word of another script', foreign, 'You liked Ночь, and 7 людей also liked Éclair Panic.'],
  [
    'a name without its accent',
    foreign,
    'You liked Ночь, and 7 people who liked it also liked Eclair Panic.',
  ],
];

describe('the gate on hard cases', () => {
  it.each(accepted)('accepts %s', (_, ground, said) => {
    expect(problemsOf(ground, said)).toEqual([]);
  });

  it.each(refused)('refuses %s', (_, ground, said) => {
    expect(problemsOf(ground, said), said).not.toEqual([]);
  });
});

function problemsOf({ sentence, names, itemName }: Known, said: string): string[] {
  const evidence: Evidence = {
    id: 'E1',
    ...statementOf('reason', sentence, names, { polarity: 'positive' }),
  };
  const verdict = judge({ sentences: [{ text: said, cites: ['E1'] }], evidence: [evidence], itemName, noun });
  return verdict.accepted
    ? []
    : verdict.problems.map(({ message, words }) => `${message}: ${words.join(', ')}`);
}
