import { isNode, isPath, isRelationship, isUnboundRelationship } from 'neo4j-driver';

/**
 * Returns a value of a result as plain JSON: integers beyond 2^53 as strings, numbers that JSON lacks as their names, nodes as
 * `{labels, properties}`, relationships as `{type, properties}`, paths as `{nodes, relationships}`, moments, durations
 * and points as text, bytes in hexadecimal. Internal ids of the server never show.
 */
export function plainNeo4jValue(value: unknown): unknown {
  if (typeof value === 'bigint') return isSafe(value) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== 'object') return value ?? null;
  if (Array.isArray(value)) return value.map(plainNeo4jValue);
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  if (isNode(value)) return { labels: value.labels, properties: plainMap(value.properties) };
  if (isRelationship(value) || isUnboundRelationship(value)) {
    return { type: value.type, properties: plainMap(value.properties) };
  }
  if (isPath(value)) {
    const nodes = [value.start, ...value.segments.map((segment) => segment.end)];
    const relationships = value.segments.map((segment) => segment.relationship);
    return { nodes: nodes.map(plainNeo4jValue), relationships: relationships.map(plainNeo4jValue) };
  }
  return Object.getPrototypeOf(value) === Object.prototype ? plainMap(value) : String(value);
}

function plainMap(map: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plainNeo4jValue(value)]));
}

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}
