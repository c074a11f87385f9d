import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { neo4jVersion } from '../scripts/servers/neo4j-files.ts';
import { ollamaVersion } from '../scripts/servers/ollama-binary.ts';
import { errorTable } from '../src/core/errors.ts';
import {
  type Finding,
  impurities,
  longFunctions,
  parseSource,
  undocumentedExports,
} from './tidy/source-rules.ts';
import { statementProblems } from './tidy/statement-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const fileLinesMax = 300;
const functionLinesMax = 70;
const generated = 'src/contract/types.ts';
const notOurs = ['**/node_modules/**', '.git/**', '**/dist/**', '.whypath/**', 'coverage/**'];

const source = list('src/**/*.ts').filter((path) => path !== generated);
const allCode = list('{src,test,scripts,bench,web}/**/*.{ts,mjs}');
const statements = list('{cypher,sql}/**/*.{cypher,sql}');

describe('source files', () => {
  it('are looked at', () => {
    expect(source.length).toBeGreaterThan(10);
    expect(allCode.length).toBeGreaterThan(source.length);
  });

  it(`have at most ${fileLinesMax} lines`, () => {
    const lineCounts = source.map((path) => ({ path, lines: read(path).split('\n').length - 1 }));
    expect(lineCounts.filter(({ lines }) => lines > fileLinesMax)).toEqual([]);
  });

  it(`have no function of more than ${functionLinesMax} lines`, () => {
    expect(findings(source, (file) => longFunctions(file, functionLinesMax))).toEqual([]);
  });

  it('document each export', () => {
    expect(findings(source, undocumentedExports)).toEqual([]);
  });

  it('keep clock, chance, language and the outside out of core', () => {
    const core = source.filter((path) => path.startsWith('src/core/'));
    expect(core.length).toBeGreaterThan(0);
    expect(findings(core, impurities)).toEqual([]);
  });

  it('stand in folders that are named for what they hold', () => {
    const nameless = /(^|\/)(utils?|common|helpers?|types|interfaces|misc|shared|lib)(\/|$)/;
    expect(source.map(dirname).filter((folder) => nameless.test(folder))).toEqual([]);
    expect(source.map((path) => basename(path)).filter((name) => name === 'index.ts')).toEqual([]);
  });

  it('hold none of the words of unfinished work', () => {
    // Put together here, so that this file does not hold them.
    const banned = new RegExp(
      [`\\b${'TO'}DO\\b`, `\\b${'FIX'}ME\\b`, `\\bas ${'any'}\\b`, `@ts-${'(ignore|nocheck)'}`].join('|'),
    );
    expect(['// TO'.concat('DO'), 'x as '.concat('any')].every((line) => banned.test(line))).toBe(true);
    expect(linesThatMatch(allCode, banned)).toEqual([]);
  });
});

describe('statement files', () => {
  it('are looked at', () => {
    for (const folder of ['cypher/', 'sql/']) {
      expect(statements.filter((path) => path.startsWith(folder)).length).toBeGreaterThan(0);
    }
  });

  it('have a header that tells what they take and give', () => {
    const problems = statements.flatMap((path) =>
      statementProblems(path, read(path)).map((problem) => `${path}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  it('are used: named in src/store, or discovered as migration or query', () => {
    const store = list('src/store/**/*.ts').map(read).join('\n');
    expect(store).not.toBe('');
    const named = statements.filter((path) => !/\/(migrations|queries)\//.test(path));
    expect(named.filter((path) => !isNamed(store, nameOf(path)))).toEqual([]);
  });

  it('come in twins where they are queries', () => {
    const cypher = list('cypher/queries/*.cypher').map(nameOf).sort();
    const sql = list('sql/queries/*.sql').map(nameOf).sort();
    expect(cypher.length).toBeGreaterThan(0);
    expect(sql).toEqual(cypher);
  });
});

describe('schemas', () => {
  it('each have examples and a list of invalid ones', () => {
    const schemas = list('schema/*.schema.json');
    expect(schemas.length).toBeGreaterThan(0);
    for (const path of schemas) {
      const { examples } = JSON.parse(read(path)) as { examples?: unknown[] };
      expect(examples?.length ?? 0, `examples in ${path}`).toBeGreaterThan(0);
    }
    const names = schemas.map((path) => basename(path, '.schema.json'));
    expect(list('test/contract/invalid/*.json').map(nameOf)).toEqual(names);
  });
});

describe('error codes', () => {
  it('are documented in docs/errors.md, all of them and no other', () => {
    // A code stands in backquotes at the start of a table row, a heading or a list item.
    const documented = Array.from(
      read('docs/errors.md').matchAll(/^(?:\||#+|-) *`([a-z-]+)`/gm),
      ([, code]) => code,
    );
    expect(documented.length).toBeGreaterThan(0);
    expect([...documented].sort()).toEqual(Object.keys(errorTable).sort());
  });
});

describe('docker-compose.yml', () => {
  it('names the servers that the tests run', () => {
    const compose = read('docker-compose.yml');
    expect(compose).toContain(`image: neo4j:${neo4jVersion}-community`);
    expect(compose).toContain(`image: ollama/ollama:${ollamaVersion}`);
  });
});

describe('pages', () => {
  const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...list('docs/**/*.md')];

  it('hold each word of the glossary once, in the order of the alphabet', () => {
    const rows = Array.from(
      read('docs/glossary.md').matchAll(/^\| (?!word)([^|]+) \|/gmu),
      ([, word = '']) => word,
    );
    const words = rows.flatMap((row) => row.split(', '));
    expect(rows.length).toBeGreaterThan(50);
    expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
    expect(rows).toEqual([...rows].sort((left, right) => left.localeCompare(right, 'en')));
  });

  it('link to what is there', () => {
    const dead = pages.flatMap((page) =>
      Array.from(read(page).matchAll(/\]\((?!https?:)([^)#\s]+)/gu), ([, target = '']) => target)
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('name files that are there in docs/architecture.md', () => {
    const named = Array.from(
      read('docs/architecture.md').matchAll(/`([\w./-]+\.(?:ts|json|cjs))`/gu),
      ([, path = '']) => path,
    );
    const files = list('**/*.{ts,json,cjs}', '.*.cjs');
    const gone = named.filter((path) => !files.some((file) => file === path || file.endsWith(`/${path}`)));
    expect(named.length).toBeGreaterThan(50);
    // Files that a data set or a store brings.
    expect(gone.filter((path) => path !== 'graph.json')).toEqual([]);
  });
});

describe('text files', () => {
  it('name no path of one machine and no registry', () => {
    const hosts = [
      'registry.npm' + 'js',
      'repo1.ma' + 'ven',
      'repo.ma' + 'ven',
      'py' + 'pi.org',
      'pythonho' + 'sted',
      'proxy.go' + 'lang',
    ];
    const folders = ['/wo' + 'rk/', '/ro' + 'ot/', '/home/[a-z]+/(?!\\.)\\w', '/tmp/[a-z]'];
    const banned = new RegExp([...hosts.map((host) => host.replaceAll('.', '\\.')), ...folders].join('|'));
    const files = list('**/*', '**/.*', '.*/**').filter((path) => !read(path).includes('\0'));
    expect(files.length).toBeGreaterThan(50);
    expect(files).toContain('.ci/run');
    expect(linesThatMatch(files, banned)).toEqual([]);
  });
});

/** Files that match, relative to the root, sorted. Names with a leading dot match only a pattern that begins so. */
function list(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: notOurs, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function nameOf(path: string): string {
  return basename(path, extname(path));
}

function findings(
  paths: readonly string[],
  rule: (file: ReturnType<typeof parseSource>) => Finding[],
): string[] {
  return paths.flatMap((path) =>
    rule(parseSource(path, read(path))).map(({ line, what }) => `${path}:${line}: ${what}`),
  );
}

function linesThatMatch(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}

/** Whether a text names a statement as its file is called (`upsert-items`) or as a function would be (`upsertItems`). */
function isNamed(text: string, name: string): boolean {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(`\\b(${name}|${camel})\\b`).test(text);
}
