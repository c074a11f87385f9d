/**
 * What is wrong with one file of cypher/ or sql/, as sentences; empty when nothing is.
 *
 * A file holds one statement below a header of comment lines. The first says `title: ...`. Files other than migrations
 * also say `returns ...`, and `param NAME: ...` for each parameter of the statement and for no other.
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

  if (!header.some((line) => /^returns:? \S/.test(line))) problems.push(`no line "${comment} returns: ..."`);
  const declared = new Set(header.flatMap((line) => /^param (\w+): \S/.exec(line)?.[1] ?? []));
  const used = new Set(
    Array.from(statement.matchAll(/(?<![:\w])[$:@]([A-Za-z_]\w*)/g), ([, name]) => name ?? ''),
  );
  const parameters = path.endsWith('.sql') ? used : parametersOfCypher(statement);
  for (const name of parameters)
    if (!declared.has(name)) problems.push(`parameter ${name} has no "${comment} param" line`);
  for (const name of declared)
    if (!parameters.has(name)) problems.push(`parameter ${name} is declared and not used`);
  return problems;
}

/** In Cypher a colon begins a label; only a dollar sign begins a parameter. */
function parametersOfCypher(statement: string): Set<string> {
  return new Set(Array.from(statement.matchAll(/\$([A-Za-z_]\w*)/g), ([, name]) => name ?? ''));
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
