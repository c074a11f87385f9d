import { createThreadedCompute } from '../../src/compute/threaded-compute.ts';
import { computeSuite } from './port.suite.ts';

computeSuite('two threads', () => createThreadedCompute({ threads: 2, edgesMin: 0, usersMin: 0 }));
computeSuite('three threads, small work in this one', () => createThreadedCompute({ threads: 3 }));
