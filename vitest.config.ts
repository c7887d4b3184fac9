import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,rules,server,extension,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Half of the long tests wait for a process of their own: two files at once, even on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Tests start many processes of ours: each finds the code that the one before it compiled.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'limpide-compile') },
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
