import neo4j, { type Driver } from 'neo4j-driver';
import { startNeo4j } from '../../scripts/servers/neo4j.ts';
import { overlapOf, type PeerQuestion, type Peers } from './peers.ts';
import type { BipartiteProblem } from './problem.ts';

const batchRows = 50_000;
const name = 'GDS, pageRank.stream';
const threads = 2;
const iterations = [5, 8, 10, 15, 20, 30, 50];

/** Enough of the best nodes to hold the best items, as users stand between them. */
const nodesLooked = 5000;

/**
 * Starts a Neo4j server with Graph Data Science, writes the problem into it and projects it. Its time is that of the whole
 * query, with the best items found inside the server, so that no list of all nodes crosses the wire.
 */
export async function startGds(problem: BipartiteProblem, question: PeerQuestion): Promise<Peers> {
  const server = await startNeo4j({ gds: true, heapMegabytes: 2048 });
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password), {
    disableLosslessIntegers: true,
  });
  await writeGraph(driver, problem);
  let setting = iterations.at(-1) ?? 0;
  const solve = (source: number, count: number): Promise<readonly number[]> =>
    bestItems(driver, problem, question, source, count);
  return {
    calibrate: async () => {
      let overlap = 0;
      for (const count of iterations) {
        setting = count;
        const overlaps: number[] = [];
        for (const [position, source] of question.sources.slice(0, question.calibration).entries())
          overlaps.push(overlapOf(await solve(source, count), question.best[position] ?? []));
        overlap = overlaps.reduce((sum, value) => sum + value, 0) / overlaps.length;
        if (overlap >= question.qualityMin) break;
      }
      return { [name]: { setting, overlap } };
    },
    round: async () => {
      const until = performance.now() + 1000 * question.budgetSeconds;
      const timed: (readonly [number, number])[] = [];
      for (const [position, source] of question.sources.entries()) {
        const startedAt = performance.now();
        const found = await solve(source, setting);
        timed.push([performance.now() - startedAt, overlapOf(found, question.best[position] ?? [])]);
        if (performance.now() > until) break;
      }
      return { [name]: timed };
    },
    end: async () => {
      await driver.close();
      await server.stop();
    },
  };
}

async function writeGraph(driver: Driver, { nodeCount, forward }: BipartiteProblem): Promise<void> {
  await driver.executeQuery('CREATE CONSTRAINT FOR (node:Node) REQUIRE node.id IS UNIQUE');
  for (let first = 0; first < nodeCount; first += batchRows) {
    const last = Math.min(nodeCount, first + batchRows) - 1;
    await driver.executeQuery(
      'UNWIND range(toInteger($first), toInteger($last)) AS id CREATE (:Node {id: id})',
      { first, last },
    );
  }
  let pairs: number[][] = [];
  const flush = async (): Promise<void> => {
    await driver.executeQuery(
      'UNWIND $pairs AS pair MATCH (left:Node {id: toInteger(pair[0])}) MATCH (right:Node {id: toInteger(pair[1])}) CREATE (left)-[:ACT]->(right)',
      { pairs },
    );
    pairs = [];
  };
  for (let row = 0; row < forward.offsets.length - 1; row++) {
    for (let slot = forward.offsets[row]!; slot < forward.offsets[row + 1]!; slot++) {
      pairs.push([forward.firstNode + row, forward.targets[slot]!]);
      if (pairs.length === batchRows) await flush();
    }
  }
  await flush();
  await driver.executeQuery(
    "CALL gds.graph.project('bench', 'Node', {ACT: {orientation: 'UNDIRECTED'}}) YIELD graphName RETURN graphName",
  );
}

async function bestItems(
  driver: Driver,
  { itemStart, itemEnd }: BipartiteProblem,
  { restart, best }: PeerQuestion,
  source: number,
  maxIterations: number,
): Promise<readonly number[]> {
  const { records } = await driver.executeQuery(
    `MATCH (source:Node {id: toInteger($source)})
     CALL gds.pageRank.stream('bench', {sourceNodes: [source], dampingFactor: $damping, tolerance: 1e-12,
       maxIterations: toInteger($maxIterations), concurrency: ${threads}})
     YIELD nodeId, score WITH nodeId, score ORDER BY score DESC LIMIT ${nodesLooked}
     WITH gds.util.asNode(nodeId).id AS id, score WHERE $itemStart <= id < $itemEnd
     RETURN id ORDER BY score DESC, id LIMIT toInteger($count)`,
    { source, damping: 1 - restart, maxIterations, itemStart, itemEnd, count: best[0]?.length ?? 0 },
  );
  return records.map((record) => Number(record.get('id')));
}
