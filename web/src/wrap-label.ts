/**
 * Returns `text` in at most `linesMax` lines that `widthOf` measures as no wider than `widthMax`; what does not fit
 * ends in an ellipsis. A single word that is too wide is cut.
 */
export function wrapLabel(
  text: string,
  widthMax: number,
  linesMax: number,
  widthOf: (line: string) => number,
): string[] {
  const lines: string[] = [];
  const words = text.split(/\s+/u).filter((word) => word !== '');
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= widthMax || line === '') {
      line = longer;
      continue;
    }
    if (lines.length === linesMax - 1) {
      return [...lines, cut(`${[line, ...words.slice(index)].join(' ')}`, widthMax, widthOf)];
    }
    lines.push(cut(line, widthMax, widthOf));
    line = word;
  }
  return line === '' ? lines : [...lines, cut(line, widthMax, widthOf)];
}

function cut(line: string, widthMax: number, widthOf: (line: string) => number): string {
  if (widthOf(line) <= widthMax) return line;
  const characters = [...line];
  while (characters.length > 1 && widthOf(`${characters.join('')}…`) > widthMax) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
