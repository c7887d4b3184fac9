import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** Nothing from elsewhere, no script, no frame: a text of a report can do nothing, even unescaped. */
const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Adds to every answer what a browser must refuse. */
export function addPolicy(site: FastifyInstance): void {
  site.addHook('onSend', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('x-frame-options', 'DENY')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', POLICY)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** The map is one page with its own scripts and styles: these, by their fingerprints, and no other. */
export function policyOfMap(map: string): string {
  const prints = [...map.matchAll(/<script(?![^>]*text\/plain)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return `default-src 'none'; script-src ${prints.join(' ') || "'none'"}; style-src 'unsafe-inline'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}
