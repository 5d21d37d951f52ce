/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': '@swc/jest' },
  testRegex: process.env.TILSAGN_TEST_SERVICES ? '\\.services\\.spec\\.ts$' : '(?<!\\.services)\\.spec\\.ts$',
  setupFiles: ['<rootDir>/test/support/seed.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout: 240_000,
  // Left alone, it keeps a core free, which on two cores is half of them.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
};
