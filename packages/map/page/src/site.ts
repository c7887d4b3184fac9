/** A page beside the map. */
export interface SiteLink {
  readonly path: string
  readonly label: string
}

/** The site that serves the map, as its page says it; a file opened from a disk has none. */
export interface Site {
  readonly pages: readonly SiteLink[]
  readonly foot: readonly SiteLink[]
  /** Pages about one document: its path is written after theirs. */
  readonly document: readonly SiteLink[]
}

const NONE: Site = { pages: [], foot: [], document: [] }

/** The site around the page. */
export function site(): Site {
  const said = document.body.dataset.site
  if (said === undefined) return NONE
  const read: unknown = JSON.parse(said)
  if (typeof read !== 'object' || read === null) return NONE
  const links = (name: string): readonly SiteLink[] => {
    const list: unknown = Reflect.get(read, name)
    return Array.isArray(list) ? list.filter(isLink) : []
  }
  return { pages: links('pages'), foot: links('foot'), document: links('document') }
}

function isLink(found: unknown): found is SiteLink {
  return (
    typeof found === 'object' &&
    found !== null &&
    'path' in found &&
    typeof found.path === 'string' &&
    // An address of this site, and nothing that runs.
    /^\/(?!\/)/.test(found.path) &&
    'label' in found &&
    typeof found.label === 'string'
  )
}
