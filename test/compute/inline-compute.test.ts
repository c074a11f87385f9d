import { createInlineCompute } from '../../src/compute/inline-compute.ts';
import { computeSuite } from './port.suite.ts';

computeSuite('inline compute', createInlineCompute);
