import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 20_000,
    // Two cores is what a developer's CI machine has; more workers only fight each other.
    maxWorkers: 2,
    pool: 'forks',
    // A handler that sets a field which the version lacks is a bug; in production it is left out.
    setupFiles: ['./src/protocol/test-support/strict-encoding.ts'],
  },
})
