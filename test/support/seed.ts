import fc from 'fast-check';

/**
 * Generated tests take the same cases in every run, so that a change fails for what it changed and not by the luck of the
 * draw. `TILSAGN_TEST_SEED=N` takes others; a failure tells its seed.
 */
const given = process.env['TILSAGN_TEST_SEED'];
const seed = given === undefined ? 20_261_128 : Number(given);
if (!Number.isInteger(seed)) throw new Error(`TILSAGN_TEST_SEED is a whole number, not ${given}`);
fc.configureGlobal({ seed });
