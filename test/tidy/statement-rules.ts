/**
 * What is wrong with one file of cypher/ or sql/, as sentences; empty when nothing is.
 *
 * A file holds one statement below a header of comment lines. The first says `title: ...`. Files other than migrations
 * also say `returns: ...` when they return rows, and `param NAME: ...` for each parameter of the statement and for no other.
 */
export function statementProblems(path: string, text: string): string[] {
  const comment = path.endsWith('.sql') ? '--' : '//';
  const lines = text.split('\n');
  const headerLength = lines.findIndex((line) => !line.startsWith(comment));
  const header = lines.slice(0, headerLength).map((line) => line.slice(comment.length).trim());
  const statement = withoutTexts(lines.slice(headerLength).join('\n'), comment);
  const problems: string[] = [];

  if (!/^title: \S/.test(header[0] ?? '')) problems.push(`the first line is not "${comment} title: ..."`);
  if (statement.trim() === '') problems.push('it holds no statement');
  if (/;\s*\S/.test(statement)) problems.push('it holds more than one statement');
  if (path.includes('/migrations/')) return problems;

  const returnsRows = /\b(RETURN|RETURNING)\b|^\s*(SELECT|WITH|PRAGMA)\b/i.test(statement);
  if (returnsRows && !header.some((line) => /^returns:? \S/.test(line)))
    problems.push(`no line "${comment} returns: ..."`);
  const declared = new Set(header.flatMap((line) => /^param (\w+): \S/.exec(line)?.[1] ?? []));
  // In Cypher a colon begins a label, so that only a dollar sign begins a parameter.
  const sign = path.endsWith('.sql') ? /(?<![:\w])[$:@]([A-Za-z_]\w*)/g : /\$([A-Za-z_]\w*)/g;
  const parameters = new Set(Array.from(statement.matchAll(sign), ([, name]) => name ?? ''));
  for (const name of parameters)
    if (!declared.has(name)) problems.push(`parameter ${name} has no "${comment} param" line`);
  for (const name of declared)
    if (!parameters.has(name)) problems.push(`parameter ${name} is declared and not used`);
  return problems;
}

/** The statement without its comments and quoted texts, in which signs mean nothing. */
function withoutTexts(statement: string, comment: string): string {
  return statement
    .replace(/'(?:[^'\\]|\\.|'')*'/g, "''")
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.split(comment)[0])
    .join('\n');
}
