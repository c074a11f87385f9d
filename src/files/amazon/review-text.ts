/**
 * Returns the whole text of a review: its headline, a blank line, its body; one of them alone where the other is blank,
 * and the headline once where the body begins with it.
 */
export function reviewText(headline: string, body: string): string {
  const [first, rest] = [headline.trim(), body.trim()];
  if (first === '' || rest.startsWith(first)) return rest;
  return rest === '' ? first : `${first}\n\n${rest}`;
}
