import type { Plan } from 'neo4j-driver';

/** Procedures that free Cypher may call: they read the names of labels, types and properties, and nothing else. */
const proceduresAllowed = new Set([
  'db.labels',
  'db.relationshiptypes',
  'db.propertykeys',
  'db.schema.visualization',
  'db.schema.nodetypeproperties',
  'db.schema.reltypeproperties',
]);

/** What the server says a statement would do, from EXPLAIN. */
export interface ExplainedStatement {
  /** `r`, `w`, `rw` or `s`. */
  readonly queryType: string;
  readonly plan: Plan | null;
  /** Lower-case names of functions that plug-ins brought; they may do anything. */
  readonly foreignFunctions: ReadonlySet<string>;
}

/**
 * Returns why a statement is refused, naming the guard, or null when it may run. It looks at the plan the server made,
 * not at the text, so that comments, quoted names and escapes make no difference: only reading, no procedure off the list,
 * no file or address read, no look at other people's transactions, settings or accounts, no function of a plug-in.
 */
export function refusalOf({ queryType, plan, foreignFunctions }: ExplainedStatement): string | null {
  if (queryType !== 'r') {
    return `the server says that it does more than read (type "${queryType}", expected "r"). Free Cypher only reads.`;
  }
  if (plan === null) return 'the server gave no plan for it, so that what it does is not known.';
  for (const operator of operatorsOf(plan)) {
    const refusal = refusalOfOperator(operator, foreignFunctions);
    if (refusal !== null) return refusal;
  }
  return null;
}

function refusalOfOperator(operator: Plan, foreignFunctions: ReadonlySet<string>): string | null {
  const name = operator.operatorType.replace(/@.*$/, '');
  const details = String(operator.arguments?.['Details'] ?? '');
  if (name === 'LoadCSV') return 'LOAD CSV reads files and addresses, which free Cypher may not.';
  if (/^(Show|Terminate|Administration|Alter|Create|Drop|Grant|Deny|Revoke|Start|Stop|Enable)/.test(name)) {
    return `${name} administers the server, which free Cypher may not.`;
  }
  if (name.includes('ProcedureCall')) {
    const procedure = details.slice(0, details.indexOf('(')).trim().replaceAll('`', '');
    if (!proceduresAllowed.has(procedure.toLowerCase())) {
      return `the procedure ${procedure} is not on the list of those that only read the schema.`;
    }
  }
  const functions = details
    .toLowerCase()
    .replaceAll('`', '')
    .matchAll(/[a-z_][\w]*(?:\s*\.\s*[a-z_]\w*)+(?=\s*\()/g);
  for (const [text] of functions) {
    if (foreignFunctions.has(text.replaceAll(/\s/g, ''))) {
      return `the function ${text} comes from a plug-in; free Cypher may use built-in ones only.`;
    }
  }
  return null;
}

function* operatorsOf(plan: Plan): Iterable<Plan> {
  yield plan;
  for (const child of plan.children ?? []) yield* operatorsOf(child);
}
