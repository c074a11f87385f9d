import { foldText } from '../../fold-text.ts';

/** A word of a message with its place in it, in UTF-16 units, and its folded form. */
export interface MessageWord {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}]+)*/gu;

/** Returns the words of `text` in order; apostrophes inside a word belong to it and are written `'`. */
export function messageWords(text: string): MessageWord[] {
  return Array.from(text.matchAll(wordPattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: foldText(match[0]).replaceAll('’', "'"),
  }));
}

/** Returns the form under which a name is looked up: its folded words, one blank between them. */
export function nameKey(name: string): string {
  return messageWords(name)
    .map((word) => word.folded)
    .join(' ');
}

/**
 * Words of a message that carry no name by themselves: what a request is put together from. A name that consists of
 * nothing else ("It", "You") is only taken in quotes.
 */
export const frameWords: ReadonlySet<string> = new Set(
  `a an the this that these those it its one ones some any something anything nothing thing things stuff
   i i'm i'd i've i'll me my mine myself we us our you your yours he she they them their who what which when where why how
   is are was were be been being am isn't aren't wasn't do does did don't doesn't didn't have has had haven't can can't
   could would will won't should may might must let let's
   and or but not no nor yes if then than as at by for from in into of off on onto out over to up with within without
   about like likes liked love loved loves hate hates hated want wants wanted need needs prefer please looking look search
   searching find show give get got try tried see seen watch watched read bought buy owned own recommend suggest tell
   know think mean say said ask asked asking going feel enjoy enjoyed interested rather maybe perhaps really very quite
   too so just only also else other another more less most least much many few lot lots bit little same similar kind
   sort type good better best great nice fine ok okay well bad worse new old there here now again ever never always
   today tonight tomorrow all none both each every care mind matter matters because instead except`
    .trim()
    .split(/\s+/u),
);
