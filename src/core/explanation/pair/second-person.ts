/** Words between "you" and its verb. */
const betweenVerb = /^(?:also|often|generally|usually|particularly|especially|then|likely)$/u;
const irregularVerbs: Readonly<Record<string, string>> = { is: 'are', has: 'have', does: 'do', was: 'were' };

/**
 * Returns a profile or a text about "the user" as words to that person: "This user enjoys romance" becomes "You enjoy
 * romance". "They" is taken for the user where a sentence begins with it
 * and where it enjoys something. English; cost: linear.
 */
export function addressed(text: string): string {
  return text
    .replace(/(?:\b(?:this|the) user|(?<=^|[.!?]\s+)user)(['’]s)?(?!\p{L})/giu, (match, possessive) =>
      inCaseOf(match, possessive === undefined ? 'you' : 'your'),
    )
    .replace(
      /\bthey(?= (?:are likely|(?:\p{L}+ )?(?:enjoy|appreciate|value|prefer|like|love|seem|tend|seek))\b)/giu,
      (match) => inCaseOf(match, 'you'),
    )
    .replace(/(?<=(?:^|[.!?]\s+)(?:\p{Lu}\p{L}+,?\s+)?)they\b/giu, (match) => inCaseOf(match, 'you'))
    .replace(/\b(you)((?: \p{L}+){0,2})/giu, (_, you: string, after: string) => you + withPlainVerb(after));
}

function inCaseOf(model: string, word: string): string {
  return /^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** The words behind "you", the verb among them in the form of the second person. */
function withPlainVerb(after: string): string {
  const words = after.split(' ');
  const verb = words.findIndex((word) => word !== '' && !betweenVerb.test(word));
  return words.map((word, index) => (index === verb ? plainVerb(word) : word)).join(' ');
}

function plainVerb(word: string): string {
  const irregular = irregularVerbs[word];
  if (irregular !== undefined) return irregular;
  if (/(?:ch|sh|x|z|ss)es$/u.test(word)) return word.slice(0, -2);
  if (/[^aeiou]ies$/u.test(word)) return `${word.slice(0, -3)}y`;
  return /[^s]s$/u.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}
