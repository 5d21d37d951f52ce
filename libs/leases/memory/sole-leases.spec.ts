import { leasesContract } from '../contract-suite.js';
import { SoleLeases } from './sole-leases.js';

leasesContract('those of a single process', () => Promise.resolve(new SoleLeases()));
