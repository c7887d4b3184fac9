import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,rules,server,extension,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Half of the long tests wait for a process of their own: two files at once, even on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
