import { wordKey } from './same-word.ts';

/**
 * Words that a sentence may use for any fact: articles, pronouns, prepositions, auxiliaries, conjunctions, and the
 * verbs and nouns by which facts are strung together. No praise, no quantity, no time.
 */
const light = `
  a an the this that these those it its itself them they their theirs there here he him his she her hers himself herself
  who whom whose which what when where how as at by for from in into of off on onto out over to up with within about
  around among amongst between through than then so such too also well upon under beyond across along via per
  throughout during inside outside toward towards against near like unlike including according
  is are was were be been being am has have had having do does did will would can could may might shall should must
  and or because since while though although whereas however besides moreover furthermore addition additionally
  similarly likewise meanwhile still yet therefore thus hence but if both either each other another one it'

  know known call name consider regard classify categorise categorize identify describe refer define include feature
  contain comprise consist encompass belong fall fell serve act work hold held take took place use make made locate
  situate base find found set come came represent associate relate bear operate function list go went get got give
  given provide become became remain exist follow characterize characterise possess recognise recognize state specify
  present handle involve document indicate show shown mean mention note report credit assign attribute appoint
  designate label title term carry cover connect link tie concern correspond constitute form bring put lie stand enter
  allow enable help see keep begin start run fill occupy share offer specialise specialize focus engage
  see saw meet fulfil fulfill undertake perform conduct available active

  instance example type kind category form part title subject topic theme thing entity individual information detail
  fact term context regard respect particular specific general overall system program programme project era period
  time home group set number side way species genre being choice presentation boundary border field status role
  position involvement participation designation classification identification location region territory area zone
  site range line level unit body element item object piece work material content version model class order division
  section member membership affiliation connection relation relationship association nature character feature property
  quality identity description reference source record data basis purpose use case process activity act event
  occasion person place point date day year name existence presence origin background community

  currently current present originally primarily main primary specifically respectively particularly especially
  namely officially generally simply commonly further once now formerly previously later respective various aforesaid
  century decade age years old aged own other than just same used uses using
`;

/** Words that quantify what they stand before. */
const quantifiers = `
  all every always most mostly many few several numerous various some never only sole rarely often frequently usually
  first last latest earliest biggest largest larger smallest smaller highest higher lowest lower longest longer shortest
  shorter oldest older newest newer youngest younger more less fewer least fewest
  half majority minority none only solely exclusively entirely predominantly partly mainly largely
`;

/** Words for more than one, which a list of several values supports. */
const plurals = 'several various multiple numerous many both two';

/** Words that judge: what they say is never a matter of wording. */
const judging = `
  good better best great greatest excellent outstanding exceptional superb wonderful amazing stunning beautiful lovely
  picturesque scenic charming elegant unique remarkable notable noted noteworthy famous famed renowned celebrated
  acclaimed legendary iconic classic popular beloved favourite favorite prominent eminent distinguished leading top
  influential significant important crucial vital essential rich vibrant diverse talented skilled gifted skill
  talent promising successful success impressive fascinating interesting compelling captivating thrilling exciting
  memorable bad worse worst poor terrible awful boring disappointing controversial notorious infamous dangerous
  powerful mighty finest perfect ideal reliable comfortable safe quality contribution achievement legacy impact
`;

const judgingKeys = keysOf(judging);
const pluralKeys = keysOf(plurals);
const lightKeys = keysOf(light);
const quantifierKeys = keysOf(quantifiers);

/** Returns whether a key needs no support of its own. */
export function isLight(key: string): boolean {
  return lightKeys.has(key);
}

/** Returns whether a key says how many or how often. */
export function isQuantifier(key: string): boolean {
  return quantifierKeys.has(key);
}

/** Returns whether a key only says that there is more than one. */
export function isPlural(key: string): boolean {
  return pluralKeys.has(key);
}

/** Returns whether a key judges what it stands with. */
export function isJudging(key: string): boolean {
  return judgingKeys.has(key);
}

function keysOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/u).map(wordKey));
}
