import ts from 'typescript';

/** Something in a source file that breaks a rule of style: where, and what. */
export type Finding = { line: number; what: string };

/** Parses one TypeScript file; types are not resolved. */
export function parseSource(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
}

/** Functions, methods and arrow functions of more than `linesMax` lines, signature and braces included. */
export function longFunctions(file: ts.SourceFile, linesMax: number): Finding[] {
  return collect(file, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return null;
    const length = lineOf(file, node.getEnd()) - lineOf(file, node.getStart(file)) + 1;
    return length > linesMax ? `a function of ${length} lines` : null;
  });
}

/** Exported declarations without a docstring. A re-export needs none. */
export function undocumentedExports(file: ts.SourceFile): Finding[] {
  return file.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    const exported = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!exported || ts.getJSDocCommentsAndTags(statement).length > 0) return [];
    const [line] = statement.getText(file).split('\n');
    return [{ line: lineOf(file, statement.getStart(file)), what: `no docstring: ${line}` }];
  });
}

/** Names of the platform whose value is not given by the arguments of a function. */
const outsideNames = new Set([
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'globalThis',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
  'Worker',
  'WebSocket',
]);

/** Members that read the clock, chance, or the machine's language. */
const outsideMembers = new Set(['Date.now', 'Math.random', 'AbortSignal.timeout']);
const languageMembers = /^(localeCompare|toLocale\w*)$/;

/** Where a file reads the clock, chance, the machine's language or the outside: none of it may happen in core. */
export function impurities(file: ts.SourceFile): Finding[] {
  const declared = declaredNames(file);
  return collect(file, (node) => {
    if (ts.isNewExpression(node) && node.expression.getText(file) === 'Date' && !node.arguments?.length) {
      return 'new Date() reads the clock';
    }
    if (ts.isPropertyAccessExpression(node)) {
      const text = node.getText(file);
      if (outsideMembers.has(text)) return `${text} reads the clock or chance`;
      return languageMembers.test(node.name.text)
        ? `${node.name.text} depends on the machine's language`
        : null;
    }
    if (
      !ts.isIdentifier(node) ||
      !outsideNames.has(node.text) ||
      declared.has(node.text) ||
      isMemberName(node)
    )
      return null;
    return `${node.text} reaches outside`;
  });
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent)) &&
    parent.name === node
  );
}

function declaredNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  collect(file, (node) => {
    const named =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isBindingElement(node) ||
      ts.isImportSpecifier(node);
    if (named && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
    return null;
  });
  return names;
}

function collect(file: ts.SourceFile, judge: (node: ts.Node) => string | null): Finding[] {
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const what = judge(node);
    if (what !== null) found.push({ line: lineOf(file, node.getStart(file)), what });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}
