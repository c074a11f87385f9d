import type { Plan } from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/store/neo4j/neo4j-guard.ts';

const operator = (operatorType: string, details = '', children: Plan[] = []): Plan => ({
  operatorType,
  identifiers: [],
  arguments: { Details: details },
  children,
});
const verdict = (plan: Plan | null, queryType = 'r', foreign: string[] = []): string | null =>
  refusalOf({ queryType, plan, foreignFunctions: new Set(foreign) });

describe('refusalOf', () => {
  it('lets a plan of reading pass', () => {
    const scan = operator('AllNodesScan@neo4j', 'n');
    expect(
      verdict(
        operator('ProduceResults@neo4j', 'n', [operator('Filter@neo4j', 'n.x = $autostring_0', [scan])]),
      ),
    ).toBeNull();
    expect(verdict(operator('ProcedureCall@neo4j', 'db.labels() :: (label :: STRING)'))).toBeNull();
  });

  it.each(['w', 'rw', 's', ''])('refuses the query type "%s"', (queryType) => {
    expect(verdict(operator('ProduceResults@neo4j'), queryType)).toContain('expected "r"');
  });

  it('refuses a statement without a plan', () => {
    expect(verdict(null)).toContain('no plan');
  });

  it.each([
    ['LoadCSV@neo4j', 'l', 'LOAD CSV'],
    ['ShowTransactions@neo4j', '', 'ShowTransactions'],
    ['TerminateTransactions@neo4j', '', 'administers'],
    ['AdministrationCommand@system', '', 'administers'],
    ['ProcedureCall@neo4j', 'apoc.load.json($url) :: (value :: MAP)', 'apoc.load.json'],
    ['ProcedureCall@neo4j', 'db.labelsOfMine() :: (label :: STRING)', 'db.labelsOfMine'],
    ['VoidProcedureCall@neo4j', 'db.createLabel($autostring_0) :: ()', 'db.createLabel'],
  ])('refuses %s (%s) anywhere in the plan', (operatorType, details, words) => {
    const inner = operator('Apply@neo4j', '', [operator('Argument@neo4j'), operator(operatorType, details)]);
    expect(verdict(operator('ProduceResults@neo4j', '', [inner]))).toContain(words);
  });

  it('refuses functions of plug-ins and no others', () => {
    const plan = operator('Projection@neo4j', 'apoc.cypher.runFirstColumnSingle($autostring_0, {}) AS x');
    expect(verdict(plan, 'r', ['apoc.cypher.runfirstcolumnsingle'])).toContain('plug-in');
    expect(
      verdict(operator('Projection@neo4j', 'date.truncate($autostring_0, date()) AS d'), 'r', ['apoc.x.y']),
    ).toBeNull();
  });
});
