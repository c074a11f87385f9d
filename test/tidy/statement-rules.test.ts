import { describe, expect, it } from 'vitest';
import { statementProblems } from './statement-rules.ts';

const good = `// title: Items a user touched
// param user: string = 'ada'
// returns: item string, name string
MATCH (:User {id: $user})-[:RATED]->(i:Item) // their own
RETURN i.id AS item, i.name AS name ORDER BY item LIMIT 10;
`;

describe('statementProblems', () => {
  it('lets good files pass', () => {
    expect(statementProblems('cypher/queries/a.cypher', good)).toEqual([]);
    const sql =
      "-- title: One item\n-- param id: string\n-- returns: name\nSELECT name || ';x :y $z' FROM item WHERE id = :id";
    expect(statementProblems('sql/queries/a.sql', sql)).toEqual([]);
    const migration =
      '// title: Users have one id\nCREATE CONSTRAINT a FOR (n:User) REQUIRE n.id IS UNIQUE;\n';
    expect(statementProblems('cypher/migrations/V001__a.cypher', migration)).toEqual([]);
    const silent = '-- title: Forget an item\n-- param id: string\nDELETE FROM item WHERE id = :id';
    expect(statementProblems('sql/facts/a.sql', silent)).toEqual([]);
    const dynamic = good
      .replace('[:RATED]', '[:$($type)]')
      .replace('// returns', '// param type: string\n// returns');
    expect(statementProblems('cypher/facts/a.cypher', dynamic)).toEqual([]);
  });

  it.each([
    [
      'no title',
      good.replace('// title: Items a user touched\n', ''),
      'the first line is not "// title: ..."',
    ],
    ['no returns', good.replace(/\/\/ returns.*\n/, ''), 'no line "// returns: ..."'],
    ['an undeclared parameter', good.replace(/\/\/ param.*\n/, ''), 'parameter user has no "// param" line'],
    ['an unused parameter', good.replace('$user', "'ada'"), 'parameter user is declared and not used'],
    ['two statements', `${good}MATCH (n) RETURN n;\n`, 'it holds more than one statement'],
    ['no statement', '// title: Nothing\n// returns: nothing\n', 'it holds no statement'],
  ])('finds %s', (_, text, problem) => {
    expect(statementProblems('cypher/queries/a.cypher', text)).toContain(problem);
  });
});
