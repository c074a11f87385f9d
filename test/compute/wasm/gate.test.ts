import { describe, expect, it } from 'vitest';
import { passGate } from '../../../src/compute/wasm/gate.ts';

describe('passGate', () => {
  it('lets one member through at once, and counts nothing', () => {
    const gate = new Int32Array(new SharedArrayBuffer(64));
    passGate(gate, 1);
    expect([...gate.subarray(0, 2)]).toEqual([0, 0]);
  });

  it('opens for the last of several, and can be passed again', () => {
    const gate = new Int32Array(new SharedArrayBuffer(64));
    for (let round = 1; round <= 3; round++) {
      Atomics.store(gate, 0, 2);
      passGate(gate, 3);
      expect([...gate.subarray(0, 2)]).toEqual([0, round]);
    }
  });
});
