import { resolve } from 'node:path'
import { type Configs, declaredOf } from '@limpide/library'
import type { Store } from '@limpide/library/store'
import type { SiteDocument } from '@limpide/map/serve'

/** The documents that a report may be given to, by their title: that of `limpide.yml`, and the one they bear. */
export async function knownDocuments(memory: Store, configs: Configs): Promise<readonly SiteDocument[]> {
  const found: SiteDocument[] = []
  for await (const { record, meta } of memory.listed()) {
    const absolute = resolve(memory.root, record.path)
    const config = await configs.of(absolute)
    const declared = declaredOf(record, absolute, config)
    const title = declared?.title ?? record.title ?? undefined
    const reference = declared?.reference ?? meta.reference
    const about = [meta.service, meta.procedure].filter((part) => part !== undefined).join(' ')
    found.push({
      path: record.path,
      ...(title === undefined ? {} : { title }),
      ...(record.title === null || record.title === title ? {} : { otherTitle: record.title }),
      ...(reference === undefined ? {} : { reference }),
      ...(about === '' ? {} : { about }),
    })
  }
  return found.sort((a, b) => (a.title ?? a.path).localeCompare(b.title ?? b.path, 'fr'))
}
