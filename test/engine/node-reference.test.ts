import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/core/errors.ts';
import type { NodeLabel } from '../../src/core/graph/keys.ts';
import type { LoadedGraph } from '../../src/engine/graph/graph-cache.ts';
import { parseNodeReference, resolveNode } from '../../src/engine/node-reference.ts';
import { nodeAt, smallManifest, smallSnapshot } from '../fixtures/small-graph.ts';

const snapshot = smallSnapshot({
  relations: {
    RATED: {
      role: 'interaction',
      edges: [
        ['User:mara', 'Item:kilo'],
        ['User:milo', 'Item:lima'],
        ['User:lima', 'Item:oscar'],
      ],
    },
  },
  nodes: ['Attribute:Item:odd', 'Attribute:wood', 'Aspect:kilt', 'User:marie', 'User:mark'],
  names: { 'Item:oscar': 'Lantern for hikers', 'User:mara': 'Secret Name' },
});
const graph: LoadedGraph = {
  snapshot,
  manifest: smallManifest(),
  // Resolving needs no ranking.
  index: undefined as never,
};

const failure = (reference: string, labels?: readonly NodeLabel[]): string => {
  try {
    resolveNode(graph, reference, labels);
  } catch (error) {
    if (error instanceof EngineError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error(`${reference} was resolved`);
};

describe('parseNodeReference', () => {
  it('takes a label only where it is one, so that ids may hold colons', () => {
    expect(parseNodeReference('Item:kilo')).toEqual({ label: 'Item', id: 'kilo' });
    expect(parseNodeReference('Item:a:b')).toEqual({ label: 'Item', id: 'a:b' });
    expect(parseNodeReference('urn:x:1')).toEqual({ label: null, id: 'urn:x:1' });
    expect(parseNodeReference(':x')).toEqual({ label: null, id: ':x' });
  });

  it('refuses an empty id and one that is too long', () => {
    expect(() => parseNodeReference('Item:')).toThrow('The reference "Item:" has no id.');
    expect(() => parseNodeReference('')).toThrow('has no id');
    expect(() => parseNodeReference('x'.repeat(257))).toThrow('257 characters, more than 256');
  });
});

describe('resolveNode', () => {
  it('finds a node by label and id, and by a bare id that one node has', () => {
    expect(resolveNode(graph, 'Item:kilo')).toBe(nodeAt(snapshot.keys, 'Item:kilo'));
    expect(resolveNode(graph, 'wood')).toBe(nodeAt(snapshot.keys, 'Attribute:wood'));
    expect(resolveNode(graph, 'lima', ['User'])).toBe(nodeAt(snapshot.keys, 'User:lima'));
    expect(resolveNode(graph, 'Attribute:Item:odd')).toBe(nodeAt(snapshot.keys, 'Attribute:Item:odd'));
  });

  it('lists the choices of a bare id that several nodes have', () => {
    expect(failure('lima')).toBe(
      'request-invalid: "lima" is the id of 2 nodes. Write Item:lima or User:lima.',
    );
  });

  it('names the nearest ids and names of the label', () => {
    expect(failure('Item:kilu')).toBe(
      'node-unknown: The graph has no Item "kilu". Nearest: Item:kilo (KILO), Item:lima (LIMA) or Item:oscar (Lantern for hikers).',
    );
    expect(failure('Item:lantern')).toContain('Nearest: Item:oscar (Lantern for hikers)');
    expect(failure('kilt2')).toContain('Nearest: Aspect:kilt (KILT)');
    expect(failure('User:mary')).toBe(
      'node-unknown: The graph has no User "mary". Nearest: User:mara, User:mark or User:marie.',
    );
  });

  it('proposes no users where none was asked for, and never their names', () => {
    expect(failure('milu')).not.toContain('User:milo');
    expect(failure('User:Secret')).not.toContain('Secret Name');
  });

  it('refuses a label that the command does not take', () => {
    expect(failure('User:mara', ['Item', 'Attribute'])).toBe(
      'request-invalid: "User:mara" names a User where an Item or an Attribute is expected.',
    );
  });
});
