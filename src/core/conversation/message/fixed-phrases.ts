/** What a message asks for by a fixed phrase, whatever the graph holds. */
export type PhraseIntent =
  | { readonly type: 'answer'; readonly answer: 'yes' | 'no' | 'any' }
  | { readonly type: 'refuse' }
  | { readonly type: 'undo' }
  | { readonly type: 'leave' }
  | { readonly type: 'ask-why'; readonly about: 'standing' | 'self' }
  | { readonly type: 'talk'; readonly kind: 'greeting' | 'thanks' | 'system' | 'help' };

/** A phrase found, and the text behind it. */
export interface PhraseFound {
  readonly intent: PhraseIntent;
  readonly rest: string;
}

type Open = 'ask' | 'show' | 'end';

const end = "(?![\\p{L}\\p{N}'’])";

function phrase(words: string): RegExp {
  return new RegExp(`^(?:${words})${end}[\\s,.;:!?…-]*`, 'iu');
}

const any = phrase(
  "(?:i )?(?:really )?(?:don['’]?t|do not) (?:care|mind)|(?:it )?(?:doesn['’]?t|does not) matter|no preference" +
    "|no idea|(?:i )?(?:don['’]?t|do not) know|(?:i['’]?m )?not sure|whatever|either(?: way| is fine)?|any(?:thing)?" +
    '(?: is fine| goes| will do)?|all the same|indifferent|skip(?: (?:it|this|that))?|pass',
);
const yes = phrase(
  'yes(?: please)?|yeah|yep|yup|y|sure|definitely|absolutely|of course|certainly|please(?: do)?|ok|okay|i (?:would|do)' +
    '|sounds (?:good|great)|exactly|right|correct|that would be (?:nice|great|good)',
);
const no = phrase(
  "no(?: thanks| thank you| way)?|nope|nah|n|not (?:really|at all|for me|this time)|never|i (?:would|do)(?:n['’]t| not)" +
    "(?: (?:like|want)(?: (?:it|that|this|one))?)?|(?:i['’]d )?rather not|please don['’]?t",
);
const refuse = phrase(
  'none(?: of (?:these|those|them))?|neither(?: of (?:these|those|them))?|(?:show me )?something else|others?' +
    '|(?:show me )?(?:other|more) (?:ones|suggestions)|next(?: (?:ones|list))?|not (?:these|those|interested)',
);
const undo = phrase(
  'undo|(?:go|step) back|take (?:that|it) back|scratch that|i (?:was wrong|misspoke|made a mistake)|never mind(?: that)?',
);
const leave = phrase(
  "(?:good)?bye|good bye|quit|exit|stop|q|i(?:['’]m| am) done|that['’]?s (?:all|it|enough)|see you|forget it",
);
const whySelf = phrase(
  'what (?:do|have) you (?:know|learn(?:ed|t)|remember(?:ed)?|got)(?: so far)?(?: (?:about|of|on) me)?(?: so far)?' +
    '|what have i (?:said|told you)(?: so far)?|what do you think i (?:like|want)',
);
const whyStanding = phrase(
  '(?:but |and )?why(?: (?:do|did|are|would) you (?:ask(?:ing)?|want to know|need to know|say)(?: (?:me )?(?:that|this|it))?' +
    '|(?: that| this)(?: question| list)?|(?: these| those)(?: ones)?)?|how come|what for|w',
);
const greeting = phrase('hi|hello|hey(?: there)?|good (?:morning|afternoon|evening|day)|greetings');
const thanks = phrase(
  "thanks(?: a lot| so much)?|thank you(?: (?:very|so) much)?|cheers|that['’]?s (?:nice|kind)",
);
const system = phrase(
  "(?:who|what) are you|how are you(?: (?:doing|today))?|how(?:['’]s| is) it going|are you (?:an? )?(?:bot|robot|human|real|person|machine|ai)" +
    "|what['’]?s (?:up|your name)|do you (?:like|have|feel|think|want|watch|play|read|own)[^.!?]*|tell me a joke",
);
const help = phrase('help|what can (?:i|you) (?:say|do|ask)|how (?:does|do) (?:this|you) work|\\?');

/**
 * Returns the fixed phrase with which `text` begins, or null. Of yes, no and any the answer to a question is meant
 * where one is open, and no to a list refuses it. Deterministic; English. Cost: O(length).
 */
export function fixedPhrase(text: string, open: Open): PhraseFound | null {
  const trimmed = text.trimStart();
  for (const [pattern, intent] of phrasesFor(open)) {
    const match = pattern.exec(trimmed);
    if (match !== null) return { intent, rest: trimmed.slice(match[0].length) };
  }
  return null;
}

function phrasesFor(open: Open): readonly (readonly [RegExp, PhraseIntent])[] {
  const always = [
    [undo, { type: 'undo' }],
    [whySelf, { type: 'ask-why', about: 'self' }],
    [leave, { type: 'leave' }],
    [greeting, { type: 'talk', kind: 'greeting' }],
    [thanks, { type: 'talk', kind: 'thanks' }],
    [system, { type: 'talk', kind: 'system' }],
    [help, { type: 'talk', kind: 'help' }],
  ] as const;
  if (open === 'ask') {
    return [
      [any, { type: 'answer', answer: 'any' }],
      [no, { type: 'answer', answer: 'no' }],
      [yes, { type: 'answer', answer: 'yes' }],
      ...always,
    ];
  }
  return open === 'show' ? [[refuse, { type: 'refuse' }], [no, { type: 'refuse' }], ...always] : always;
}

/** Whether the whole of `text` asks why about what stands. */
export function asksWhy(text: string): boolean {
  const match = whyStanding.exec(text.trim());
  return match !== null && match[0].length === text.trim().length;
}
