// The process that reads files nobody vouches for: its parent kills it when it takes too long or too much memory.
import module from 'node:module'
import { Worker } from 'node:worker_threads'
import { type Config, sharedLimpide } from 'limpide'
import { answer } from './task.ts'
import type { FromParent } from './wire.ts'

// A letter that keeps this thread busy for ever would keep it from hearing that its parent was killed: another thread looks.
new Worker(`setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL') }, 1000)`, {
  eval: true,
  execArgv: [],
  env: {},
}).unref()

const configs = new Map<number, Config>()

// Control-C reaches the whole group: the parent decides what to finish.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (message: FromParent) => {
  if (message.kind === 'config') {
    configs.set(message.id, message.config)
    return
  }
  const config = configs.get(message.config)
  if (config === undefined) throw new Error(`configuration ${message.config} was not sent`)
  void answer({ ...message.task, config }).then((outcome) => process.send?.(outcome))
})
// What a first letter loads is not what it costs: on a busy machine, that alone would pass its time limit.
sharedLimpide().check('Votre demande est acceptée. Vous recevrez une réponse dans deux mois.')
process.send?.('ready')
// Killed at the end, it would never write what it compiled (`NODE_COMPILE_CACHE`).
module.flushCompileCache?.()
