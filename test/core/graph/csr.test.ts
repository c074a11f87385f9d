import { describe, expect, it } from 'vitest';
import { buildCsr, type EdgeList, sortedEdgeOrder, transpose } from '../../../src/core/graph/csr.ts';

const list = (weights: readonly number[]): EdgeList => ({
  count: 4,
  sources: Uint32Array.of(1, 0, 1, 1),
  targets: Uint32Array.of(5, 4, 4, 5),
  weights: Float64Array.from(weights),
});
const built = (edges: EdgeList) => buildCsr(edges, sortedEdgeOrder(edges, 6), 0, 2);

describe('transpose', () => {
  it('turns rows round, parallel edges in their order', () => {
    const csr = transpose(built(list([2, 3, 5, 7])), 4, 6);
    expect(csr.firstNode).toBe(4);
    expect([...csr.offsets]).toEqual([0, 2, 4]);
    expect([...csr.targets]).toEqual([0, 1, 1, 1]);
    expect([...csr.weights]).toEqual([3, 5, 2, 7]);
  });

  it('keeps one array of weights where all are 1, and only there', () => {
    const unit = built(list([1, 1, 1, 1]));
    expect(transpose(unit, 4, 6).weights).toBe(unit.weights);
    const other = built(list([1, 1, 1, 2]));
    expect(transpose(other, 4, 6).weights).not.toBe(other.weights);
  });

  it('of nothing is nothing', () => {
    const none = { ...list([]), count: 0 };
    expect(transpose(buildCsr(none, new Uint32Array(0), 0, 2), 4, 6).targets).toHaveLength(0);
  });
});
