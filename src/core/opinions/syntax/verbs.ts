import type { Span, Word } from './word.ts';

const links: ReadonlySet<string> = new Set(
  "be seem look feel taste smell sound get become stay remain keep come arrive appear turn go grow 's 're s".split(
    ' ',
  ),
);
const workings: ReadonlySet<string> = new Set(
  'run work boot start perform operate load charge function play shut type scroll sync print record tune handle'.split(
    ' ',
  ),
);
const duties: ReadonlySet<string> = new Set(
  'work function start load run charge connect open play respond boot fit recognize hold last close read support move turn install stay operate stick light come allow perform print scan tune ring grip click register display download sync detect'.split(
    ' ',
  ),
);

/** Whether a verb links a subject with a quality: "is", "tastes", "seems". */
export function isLink(word: Word): boolean {
  const isVerb = word.tag === 'AUX' || word.tag === 'VERB' || word.lower === "'s";
  return isVerb && links.has(word.lemma);
}

/** Whether a verb says that a thing runs, so that how it does is an aspect by itself: "boots up fast". */
export function isWorking(word: Word): boolean {
  return workings.has(word.lemma);
}

/** Whether a thing that does not do this fails: "does n't work". */
export function isDuty(word: Word): boolean {
  return duties.has(word.lemma);
}

/** Returns the verb at `index` with its particle: "set up". */
export function verbSpan(words: readonly Word[], index: number): Span {
  const hasParticle = /^(up|down|out|off|on|in|around)$/.test(words[index + 1]?.lower ?? '');
  return { first: index, last: hasParticle ? index + 1 : index };
}

/** Returns the verbs from `index` on that are joined by "and" or "or": "to carry and handle". */
export function actsFrom(words: readonly Word[], index: number): Span[] {
  const acts: Span[] = [];
  for (let at = index; words[at]?.tag === 'VERB'; ) {
    const act = verbSpan(words, at);
    acts.push(act);
    if (!/^(and|or)$/.test(words[act.last + 1]?.lower ?? '')) break;
    at = act.last + 2;
  }
  return acts;
}
