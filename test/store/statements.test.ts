import { describe, expect, it } from 'vitest';
import {
  listNamedQueries,
  listStatements,
  loadStatement,
  parseStatement,
} from '../../src/store/statements.ts';

const file = `// title: Items that many people like
// Prose about the statement.
// param user: string, id of the user
// param limit: integer = 20, most rows
// param share: number = 0.5
// param kind: string = "a, b", kinds
// param word: string = , nothing
// returns: item, name, users
// uses: item_id
MATCH (n)
RETURN n // kept
`;

describe('parseStatement', () => {
  it('reads the header and keeps the statement', () => {
    expect(parseStatement('cypher/queries/many-like.cypher', file)).toEqual({
      name: 'many-like',
      path: 'cypher/queries/many-like.cypher',
      title: 'Items that many people like',
      params: [
        { name: 'user', type: 'string', defaultValue: undefined, description: 'id of the user' },
        { name: 'limit', type: 'integer', defaultValue: 20, description: 'most rows' },
        { name: 'share', type: 'number', defaultValue: 0.5, description: '' },
        { name: 'kind', type: 'string', defaultValue: 'a, b', description: 'kinds' },
        { name: 'word', type: 'string', defaultValue: '', description: 'nothing' },
      ],
      returns: ['item', 'name', 'users'],
      uses: 'item_id',
      text: 'MATCH (n)\nRETURN n // kept',
      source: file,
    });
  });

  it('reads files with CRLF as those with LF', () => {
    expect(parseStatement('x.cypher', file.replaceAll('\n', '\r\n'))).toEqual(
      parseStatement('x.cypher', file),
    );
  });

  it('refuses a file without a header, a title or a readable parameter', () => {
    expect(() => parseStatement('x.sql', 'SELECT 1')).toThrow('header');
    expect(() => parseStatement('x.sql', '-- returns: a\nSELECT 1')).toThrow('title');
    expect(() => parseStatement('x.sql', '-- title: A\n-- param limit integer\nSELECT 1')).toThrow(
      'param limit integer',
    );
  });
});

describe('the statement files', () => {
  it('all have a header, and hold one statement', () => {
    for (const language of ['cypher', 'sql']) {
      for (const room of ['migrations', 'facts', 'records', 'queries']) {
        const statements = listStatements(`${language}/${room}`);
        expect(statements.length, `${language}/${room}`).toBeGreaterThan(0);
        for (const { path, text } of statements) {
          expect(text.replace(/;\s*$/, '').replaceAll(/'[^']*'|(--|\/\/).*$/gm, ''), path).not.toContain(';');
        }
      }
    }
  });

  it('are the same queries in both languages', () => {
    expect(listNamedQueries('sql/queries')).toEqual(listNamedQueries('cypher/queries'));
  });

  it('take in SQL exactly the parameters that their header names', () => {
    for (const room of ['facts', 'records', 'queries']) {
      for (const { path, text, params } of listStatements(`sql/${room}`)) {
        const used = new Set(text.replaceAll(/'[^']*'/g, '').match(/(?<=:)[a-z]\w*/gi));
        expect([...used].sort(), path).toEqual(params.map(({ name }) => name).sort());
      }
    }
  });

  it('are found by path, and none where there is no folder', () => {
    expect(loadStatement('sql/facts/insert-link.sql').params.map(({ name }) => name)).toEqual([
      'type',
      'source',
      'target',
    ]);
    expect(listStatements('sql/nothing')).toEqual([]);
  });
});
