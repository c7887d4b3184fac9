import type { FastifyInstance } from 'fastify'
import type { LogLine } from './context.ts'

/** Tells of each answer what an operator needs: an address, a text or the message of an error would hold personal data. */
export function addLog(site: FastifyInstance, log: (line: LogLine) => void): void {
  const errors = new WeakMap<object, string>()
  site.addHook('onError', async (request, _, error) => void errors.set(request, kindOf(error)))
  site.addHook('onResponse', async (request, reply) => {
    const error = reply.statusCode >= 500 ? errors.get(request) : undefined
    log({
      method: request.method,
      route: request.routeOptions.url ?? '(inconnue)',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(error === undefined ? {} : { error }),
    })
  })
}

/** « TypeError à staff-routes.ts:42 » */
function kindOf(error: Error & { code?: string }): string {
  const place = /([\w.-]+\.[jt]s:\d+)/.exec(error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '')?.[1]
  return `${error.code ?? error.name}${place === undefined ? '' : ` à ${place}`}`
}
