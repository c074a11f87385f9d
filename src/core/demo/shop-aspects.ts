import { assert } from '../assert.ts';

/** What reviews of the invented shop speak of, with sentences that praise and criticise it in two languages. */
export interface ShopAspect {
  readonly id: string;
  readonly name: string;
  readonly en: AspectSentences;
  readonly de: AspectSentences;
}

/** Sentences in which the aspect stands in square brackets and the opinion in curly ones. */
export interface AspectSentences {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
}

/** A sentence without its brackets, with the UTF-16 offsets of both spans. */
export interface MarkedSentence {
  readonly text: string;
  readonly aspectStart: number;
  readonly aspectEnd: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Returns a sentence with its marks taken out: `The [lid] {leaks}.` has the aspect "lid" at 4 and the opinion "leaks"
 * at 8. Either mark may come first; each stands once.
 */
export function markedSentence(marked: string): MarkedSentence {
  const aspect = spanOf(marked, '[', ']');
  const opinion = spanOf(marked, '{', '}');
  // The two marks of the span that comes first lie before the other span, and its opening mark before itself.
  const [aspectMarks, opinionMarks] = aspect.start < opinion.start ? [1, 3] : [3, 1];
  return {
    text: marked.replaceAll(/[[\]{}]/gu, ''),
    aspectStart: aspect.start - aspectMarks,
    aspectEnd: aspect.end - aspectMarks,
    start: opinion.start - opinionMarks,
    end: opinion.end - opinionMarks,
  };
}

function spanOf(text: string, open: string, close: string): { start: number; end: number } {
  const start = text.indexOf(open) + 1;
  const end = text.indexOf(close);
  assert(start > 0 && end > start, 'a sentence marks one aspect and one opinion');
  return { start, end };
}

/** One aspect a line: id, two sentences that praise it, two that criticise it. */
const english = `
assembly | The [assembly] is {easy}. | {Quick} [assembly], even for one person. | The [assembly] is {confusing}. | A {tedious} [assembly].
battery | The [battery] is {excellent}. | A {reliable} [battery]. | The [battery] is {weak}. | A {terrible} [battery].
blade | The [blade] is {sharp}. | A {superb} [blade]. | The [blade] is {dull}. | A {brittle} [blade].
cleaning | The [cleaning] is {easy}. | [Cleaning] is {simple}. | The [cleaning] is {awkward}. | [Cleaning] is {annoying}.
comfort | The [comfort] is {wonderful}. | {Great} [comfort] all evening. | The [comfort] is {poor}. | {Disappointing} [comfort].
delivery | The [delivery] was {fast}. | {Prompt} [delivery]. | The [delivery] was {slow}. | {Careless} [delivery].
design | The [design] is {beautiful}. | An {elegant} [design]. | The [design] is {ugly}. | A {clumsy} [design].
finish | The [finish] is {flawless}. | A {solid} [finish]. | The [finish] is {sloppy}. | A {cheap} [finish].
fit | The [fit] is {perfect}. | A {comfortable} [fit]. | The [fit] is {uncomfortable}. | A {terrible} [fit].
handle | The [handle] is {sturdy}. | A {comfortable} [handle]. | The [handle] is {flimsy}. | A {slippery} [handle].
lid | The [lid] is {tight}. | A {sturdy} [lid]. | The [lid] is {leaky}. | A {flimsy} [lid].
light | The [light] is {pleasant}. | A {bright} [light]. | The [light] is {harsh}. | A {dim} [light].
noise | The [noise] is {low}. | The [noise] is {bearable}. | The [noise] is {unbearable}. | The [noise] is {annoying}.
packaging | The [packaging] was {excellent}. | {Sensible} [packaging]. | The [packaging] was {wasteful}. | {Damaged} [packaging].
price | The [price] is {fair}. | A {reasonable} [price]. | The [price] is {outrageous}. | An {excessive} [price].
smell | The [smell] is {pleasant}. | A {fresh} [smell]. | The [smell] is {awful}. | A {nasty} [smell].
sole | The [sole] is {sturdy}. | A {superb} [sole]. | The [sole] is {slippery}. | A {brittle} [sole].
sound | The [sound] is {clear}. | A {rich} [sound]. | The [sound] is {tinny}. | A {muddy} [sound].
switch | The [switch] is {handy}. | A {solid} [switch]. | The [switch] is {awkward}. | A {flimsy} [switch].
weight | The [weight] is {pleasant}. | The [weight] is {perfect}. | The [weight] is {excessive}. | The [weight] is {annoying}.
zip | The [zip] is {smooth}. | A {sturdy} [zip]. | The [zip] is {stiff}. | A {flimsy} [zip].
`;

/** The same aspects in the same order. */
const german = `
assembly | Der [Aufbau] ist {einfach}. | {Schneller} [Aufbau], auch allein. | Der [Aufbau] ist {verwirrend}. | Ein {mühsamer} [Aufbau].
battery | Der [Akku] ist {hervorragend}. | Ein {zuverlässiger} [Akku]. | Der [Akku] ist {schwach}. | Ein {miserabler} [Akku].
blade | Die [Klinge] ist {scharf}. | Eine {großartige} [Klinge]. | Die [Klinge] ist {stumpf}. | Eine {spröde} [Klinge].
cleaning | Die [Reinigung] ist {leicht}. | Eine {einfache} [Reinigung]. | Die [Reinigung] ist {umständlich}. | Eine {lästige} [Reinigung].
comfort | Der [Komfort] ist {wunderbar}. | {Großer} [Komfort] den ganzen Abend. | Der [Komfort] ist {dürftig}. | {Enttäuschender} [Komfort].
delivery | Die [Lieferung] war {schnell}. | {Pünktliche} [Lieferung]. | Die [Lieferung] war {langsam}. | {Schlampige} [Lieferung].
design | Das [Design] ist {schön}. | Ein {elegantes} [Design]. | Das [Design] ist {hässlich}. | Ein {plumpes} [Design].
finish | Die [Verarbeitung] ist {makellos}. | Eine {solide} [Verarbeitung]. | Die [Verarbeitung] ist {schlampig}. | Eine {billige} [Verarbeitung].
fit | Die [Passform] ist {perfekt}. | Eine {bequeme} [Passform]. | Die [Passform] ist {unbequem}. | Eine {schreckliche} [Passform].
handle | Der [Griff] ist {stabil}. | Ein {bequemer} [Griff]. | Der [Griff] ist {wackelig}. | Ein {rutschiger} [Griff].
lid | Der [Deckel] ist {dicht}. | Ein {stabiler} [Deckel]. | Der [Deckel] ist {undicht}. | Ein {wackeliger} [Deckel].
light | Das [Licht] ist {angenehm}. | Ein {helles} [Licht]. | Das [Licht] ist {grell}. | Ein {trübes} [Licht].
noise | Das [Geräusch] ist {leise}. | Ein {erträgliches} [Geräusch]. | Das [Geräusch] ist {unerträglich}. | Ein {lästiges} [Geräusch].
packaging | Die [Verpackung] war {ausgezeichnet}. | {Sinnvolle} [Verpackung]. | Die [Verpackung] war {verschwenderisch}. | {Beschädigte} [Verpackung].
price | Der [Preis] ist {fair}. | Ein {vernünftiger} [Preis]. | Der [Preis] ist {unverschämt}. | Ein {überhöhter} [Preis].
smell | Der [Geruch] ist {angenehm}. | Ein {frischer} [Geruch]. | Der [Geruch] ist {furchtbar}. | Ein {übler} [Geruch].
sole | Die [Sohle] ist {stabil}. | Eine {großartige} [Sohle]. | Die [Sohle] ist {rutschig}. | Eine {spröde} [Sohle].
sound | Der [Klang] ist {klar}. | Ein {voller} [Klang]. | Der [Klang] ist {blechern}. | Ein {dumpfer} [Klang].
switch | Der [Schalter] ist {praktisch}. | Ein {solider} [Schalter]. | Der [Schalter] ist {unpraktisch}. | Ein {wackeliger} [Schalter].
weight | Das [Gewicht] ist {angenehm}. | Das [Gewicht] ist {perfekt}. | Das [Gewicht] ist {zu hoch}. | Das [Gewicht] ist {lästig}.
zip | Der [Reißverschluss] ist {leichtgängig}. | Ein {stabiler} [Reißverschluss]. | Der [Reißverschluss] ist {hakelig}. | Ein {wackeliger} [Reißverschluss].
`;

/** All aspects, by id. */
export const shopAspects: readonly ShopAspect[] = linesOf(english).map(([id, ...sentences], row) => {
  const [sameId, ...translated] = linesOf(german)[row] ?? [];
  assert(id !== undefined && sameId === id, 'both languages speak of the same aspects');
  return { id, name: id, en: halves(sentences), de: halves(translated) };
});

function linesOf(text: string): readonly (readonly string[])[] {
  const lines = text.trim().split('\n');
  return lines.map((line) => line.split(' | '));
}

function halves(sentences: readonly string[]): AspectSentences {
  assert(sentences.length === 4, 'an aspect has four sentences a language');
  return { positive: sentences.slice(0, 2), negative: sentences.slice(2) };
}
