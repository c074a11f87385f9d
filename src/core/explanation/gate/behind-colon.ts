/**
 * Returns an English statement as it reads behind a colon or a semicolon: "you", not "You", and no second colon: "you care
 * about price, and all 3 opinions about it criticise Kilo". A name keeps its capital.
 */
export function behindColon(sentence: string): string {
  return sentence.replace(/^You /u, 'you ').replace(/^(you care about [^:]+): /u, '$1, and ');
}
