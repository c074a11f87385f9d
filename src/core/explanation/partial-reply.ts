/** Longest answer that is read while it grows, in UTF-16 units. */
const partialLengthMax = 20_000;

/**
 * Returns the objects that stand whole in the list of a JSON object that is still being written:
 * `{"sentences":[{...},{...},{"te` holds two. What is no JSON ends the reading. Cost: linear in the text; longer texts
 * than any answer give nothing.
 */
export function wholeObjects(text: string): unknown[] {
  const found: unknown[] = [];
  if (text.length > partialLengthMax) return found;
  let depth = 0;
  let start = 0;
  let isInString = false;
  for (let unit = 0; unit < text.length; unit++) {
    const sign = text[unit];
    if (isInString) {
      if (sign === '\\') unit++;
      else if (sign === '"') isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign === '{' || sign === '[') {
      if (depth === objectDepth) start = unit;
      depth++;
    } else if (sign === '}' || sign === ']') {
      depth--;
      if (depth !== objectDepth) continue;
      try {
        found.push(JSON.parse(text.slice(start, unit + 1)));
      } catch {
        return found;
      }
    }
  }
  return found;
}

/** Inside the outer object and its list. */
const objectDepth = 2;
