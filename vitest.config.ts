import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const NEVER = ['**/node_modules/**', '**/dist/**']
/**
 * They leave the process they run in as they found it: those of a worker share what they load, of which the French data
 * are most. The others have a process each, since they wait for it, count its memory or kill its children.
 */
const TOGETHER = [
  'packages/{checker,document,french,limpide,unified}/**/*.test.ts',
  'packages/{cli,library,reports}/**/!(distributed.e2e|orphan|scan).test.ts',
  'server/src/!(read-apart).test.ts',
  'extension/src/*.test.ts',
  'packages/map/src/**/!(*.e2e).test.ts',
  'rules/**/*.test.ts',
  'test/{calibration,corpus,library}/*.test.ts',
  'test/{layout-rules,properties}.test.ts',
]

export default defineConfig({
  test: {
    // A third of the long tests wait for a process of their own, or for a delay to pass: more files at once than cores.
    maxWorkers: Math.max(3, availableParallelism()),
    // Tests start many processes of ours: each finds the code that the one before it compiled.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'limpide-compile') },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'ensemble', include: TOGETHER, exclude: NEVER, isolate: false } },
      {
        extends: true,
        test: {
          name: 'seuls',
          include: ['{packages,rules,server,extension,test}/**/*.test.ts'],
          exclude: [...NEVER, ...TOGETHER],
        },
      },
    ],
  },
})
