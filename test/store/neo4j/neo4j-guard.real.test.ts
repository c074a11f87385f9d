import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GraphStore, QueryRows } from '../../../src/store/port.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { never, randomFacts, snapshotId, writeFacts } from '../facts.ts';
import { emptyNeo4jStore, runDirectly } from './empty-neo4j.ts';

const limits = { rowsMax: 50, timeoutMs: 20_000 };

describeWithNeo4j('free Cypher', (server) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await emptyNeo4jStore(server);
    await writeFacts(store, randomFacts(4));
  });
  afterAll(() => store.close());

  const run = (statement: string, params = {}, others = {}): Promise<QueryRows> =>
    store.runCypher(statement, params, { ...limits, ...others }, never);

  it('refuses to write, whatever the statement looks like, and leaves the graph as it was', async () => {
    const before = [await snapshotId(store), await runDirectly(server, 'MATCH (n) RETURN count(n) AS nodes')];
    const writes = [
      'MATCH (n) DETACH DELETE n',
      'CREATE (:Item {id: "x"})',
      'INSERT (:Item {id: "x"})',
      'MERGE (n:Item {id: "x"}) RETURN n',
      'MATCH (n:Item) SET n.name = "x"',
      'MATCH (n:Item) REMOVE n.name RETURN n',
      'FOREACH (x IN [1] | CREATE (:Item {id: "x"}))',
      'CALL { CREATE (n:Item {id: "x"}) } RETURN 1',
      'MATCH (n:Item) CALL (n) { SET n.name = "x" } IN TRANSACTIONS RETURN 1',
      'RETURN 1 AS one UNION CREATE (n:Item {id: "x"}) RETURN 1 AS one',
      '\\u0043REATE (:Item {id: "x"})',
      '/* MATCH */ CREATE // RETURN\n (:Item {id: "x"})',
      'CYPHER 25 CREATE (:Item {id: "x"})',
      'CREATE INDEX extra FOR (n:Item) ON (n.name)',
      'DROP CONSTRAINT item_id',
      'CALL db.createLabel("Extra")',
      'CALL db.createProperty("extra")',
      'ALTER CURRENT USER SET PASSWORD FROM "a" TO "b"',
      'CREATE USER eve SET PASSWORD "12345678"',
    ];
    for (const statement of writes) {
      await expect(run(statement), statement).rejects.toMatchObject({
        code: 'query-refused',
        message: expect.stringMatching(/expected "r"|administers|procedure/),
      });
    }
    expect([
      await snapshotId(store),
      await runDirectly(server, 'MATCH (n) RETURN count(n) AS nodes'),
    ]).toEqual(before);
  });

  it('refuses to read files and addresses, and asks nothing of them', async () => {
    let requests = 0;
    const listener = createServer((_request, response) => {
      requests++;
      response.end('a\n');
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    for (const statement of [
      `LOAD CSV FROM 'http://127.0.0.1:${port}/x.csv' AS row RETURN row`,
      `MATCH (n:Item) CALL (n) { LOAD CSV FROM 'http://127.0.0.1:${port}/x.csv' AS row RETURN row } RETURN row`,
      "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
      'LOAD/**/CSV WITH HEADERS FROM $url AS row RETURN row',
    ]) {
      await expect(
        run(statement, { url: `http://127.0.0.1:${port}/x.csv` }),
        statement,
      ).rejects.toMatchObject({
        code: 'query-refused',
        message: expect.stringContaining('LOAD CSV'),
      });
    }
    await new Promise((resolve) => listener.close(resolve));
    expect(requests).toBe(0);
  });

  it('refuses procedures off the list and looks at the server', async () => {
    for (const statement of [
      'CALL dbms.listConfig()',
      'CALL/**/dbms . components()',
      'CALL db.ping()',
      'CALL `db`.`ping`()',
      'MATCH (n:Item) CALL (n) { CALL db.info() YIELD name RETURN name } RETURN name',
      'SHOW USERS',
      'SHOW TRANSACTIONS',
      'SHOW SETTINGS',
      'SHOW DATABASES',
      'TERMINATE TRANSACTION "neo4j-transaction-1"',
    ]) {
      await expect(run(statement), statement).rejects.toMatchObject({ code: 'query-refused' });
    }
  });

  it('refuses several statements at once, and PROFILE', async () => {
    await expect(run('RETURN 1; RETURN 2')).rejects.toMatchObject({
      code: 'query-refused',
      message: expect.stringContaining('more than one statement'),
    });
    await expect(run('PROFILE RETURN 1')).rejects.toMatchObject({ code: 'query-refused' });
  });

  it('tells what is wrong with a statement in the words of the server', async () => {
    for (const statement of ['MATCH (n RETURN n', 'RETURN $missing', 'RETURN 1/0', '']) {
      await expect(run(statement), statement).rejects.toMatchObject({ code: 'query-failed' });
    }
  });

  it('names the place of a mistake in the statement as it was written', async () => {
    const failure = await run('MATCH (i:Item').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'query-failed',
      message: expect.stringMatching(/\(line 1, column 14 \(offset: 13\)\) \(Neo\.ClientError/),
    });
    expect((failure as Error).message).not.toContain('EXPLAIN');
  });

  it('allows what only looks dangerous', async () => {
    await expect(run('MATCH (n:Merge) RETURN n')).resolves.toMatchObject({ rows: [] });
    const harmless = [
      "RETURN 'DELETE everything; LOAD CSV' AS text",
      "RETURN {set: 1, create: 'CALL apoc.load.json(1)'} AS `DETACH DELETE`",
      'RETURN 1 AS one // CREATE (n)',
      '/* DROP */ RETURN 1 AS one;',
      'CYPHER 25 RETURN 1 AS one',
      'CALL db.labels() YIELD label RETURN count(label) AS labels',
      'CALL `db`.labels() YIELD label RETURN count(label) AS labels',
      "RETURN date.truncate('year', date('2026-03-04')) AS day",
    ];
    for (const statement of harmless) expect((await run(statement)).rows.length, statement).toBe(1);
  });

  it('gives exact integers and plain values', async () => {
    const { columns, rows } = await run(
      `MATCH (i:Item {id: 'i1'})
       RETURN 9007199254740993 AS big, -9007199254740993 AS low, 9007199254740991 AS safe, 1.5 AS half, [1, null] AS list,
         {a: 1} AS map, i.id AS id, date('2026-03-04') AS day, null AS nothing, true AS yes, 0.0 / 0.0 AS noNumber`,
    );
    expect(columns.slice(0, 3)).toEqual(['big', 'low', 'safe']);
    expect(rows).toEqual([
      [
        '9007199254740993',
        '-9007199254740993',
        9007199254740991,
        1.5,
        [1, null],
        { a: 1 },
        'i1',
        '2026-03-04',
        null,
        true,
        'NaN',
      ],
    ]);
    const [[node, path]] = (await run("MATCH p = (i:Item {id: 'i1'}) RETURN i, p")).rows as [
      [object, object],
    ];
    expect(node).toMatchObject({ labels: ['Item'], properties: { id: 'i1' } });
    expect(path).toMatchObject({ nodes: [{ labels: ['Item'] }], relationships: [] });
  });

  it('sends parameters as they are meant', async () => {
    const { rows } = await run('UNWIND range(1, $top) AS n RETURN n, $name AS name LIMIT $limit', {
      top: 5,
      limit: 2,
      name: "' OR 1=1 //",
    });
    expect(rows).toEqual([
      [1, "' OR 1=1 //"],
      [2, "' OR 1=1 //"],
    ]);
  });

  it('stops at the row limit without reading on', async () => {
    const result = await run('UNWIND range(1, 100000000) AS n RETURN n', {}, { rowsMax: 3 });
    expect(result).toEqual({ columns: ['n'], rows: [[1], [2], [3]], truncated: true });
    expect((await run('UNWIND [1, 2, 3] AS n RETURN n', {}, { rowsMax: 3 })).truncated).toBe(false);
  });

  it('stops at the deadline and when interrupted, and goes on answering', async () => {
    const endless = 'UNWIND range(1, 1000000000) AS a UNWIND range(1, 1000) AS b WITH a WHERE a < 0 RETURN a';
    await expect(run(endless, {}, { timeoutMs: 300 })).rejects.toMatchObject({
      code: 'deadline-exceeded',
      message: expect.stringContaining('300 ms'),
    });
    const controller = new AbortController();
    const running = store.runCypher(endless, {}, limits, controller.signal);
    setTimeout(() => controller.abort(), 300);
    await expect(running).rejects.toMatchObject({ code: 'interrupted' });
    expect((await run('RETURN 1 AS one')).rows).toEqual([[1]]);
  });
});
