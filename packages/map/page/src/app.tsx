import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type Address, type Filters, readAddress, type View, writeAddress } from './address.ts'
import { PageContext } from './context.ts'
import { CoverageView } from './coverage-view.tsx'
import { HeatView } from './heat-view.tsx'
import type { PageData } from './load.ts'
import { MapView } from './map-view.tsx'
import { MethodView } from './method-view.tsx'
import { sayDay, sayWhole } from './say.ts'
import { Sheet } from './sheet.tsx'
import { site } from './site.ts'
import { TopView } from './top-view.tsx'
import { TrendView } from './trend-view.tsx'
import { UrgentView } from './urgent-view.tsx'

/** The whole page. The address says what is shown; nothing else is remembered. */
export function App({ data, printing }: { readonly data: PageData; readonly printing: boolean }) {
  const [address, setAddress] = useState<Address>(() => readAddress(location.hash))
  const main = useRef<HTMLElement>(null)
  const around = useMemo(site, [])
  // Two filters changed before the next drawing both count: the second starts from the first.
  const latest = useRef(address)
  latest.current = address
  const urgent = useMemo(
    () => data.documents.filter(({ score }) => score !== null && score.missing.length > 0).length,
    [data],
  )
  const names = useMemo(() => {
    const services = new Map(data.services.map(({ id, name }) => [id, name]))
    const rules = new Map(data.labels.rules.map(({ id, name }) => [id, name]))
    return {
      service: (id: string): string => services.get(id) ?? id,
      type: (id: string): string => data.labels.types[id] ?? id,
      rule: (id: string): string => rules.get(id) ?? id,
    }
  }, [data])
  const document_ = address.document === null ? undefined : data.documents[address.document]
  const view: View = address.view === 'document' && !document_ ? 'carte' : address.view

  useEffect(() => {
    const follow = (): void => setAddress(readAddress(location.hash))
    // A filter taken back by the browser's own button says « popstate », a link says « hashchange ».
    window.addEventListener('hashchange', follow)
    window.addEventListener('popstate', follow)
    return () => {
      window.removeEventListener('hashchange', follow)
      window.removeEventListener('popstate', follow)
    }
  }, [])

  // A new view starts at its title, for the eye and for the screen reader; the first one does not take the focus.
  const first = useRef(true)
  useEffect(() => {
    const title = document_ && view === 'document' ? document_.title : TITLES[view]
    document.title = view === 'carte' ? data.title : `${title} · ${data.title}`
    if (first.current) {
      first.current = false
      return
    }
    window.scrollTo(0, 0)
    main.current?.querySelector('h1')?.focus({ preventScroll: true })
  }, [view, address.document, data, document_])

  const page = {
    data,
    address,
    names,
    printing,
    go: (change: Partial<Address>): void => {
      location.hash = writeAddress({ ...address, ...change })
    },
    filter: (change: Partial<Filters>): void => {
      const next: Address = { ...latest.current, filters: { ...latest.current.filters, page: 1, ...change } }
      // The letters of one word typed are one step; so are the pages of a list.
      const isSameStep =
        ('text' in change && change.text !== '' && latest.current.filters.text !== '') ||
        ('page' in change && latest.current.filters.page > 1)
      latest.current = next
      if (isSameStep) history.replaceState(null, '', writeAddress(next))
      else history.pushState(null, '', writeAddress(next))
      setAddress(next)
    },
  }
  const links: readonly (readonly [View, string])[] = [
    ['carte', TITLES.carte],
    ['priorites', TITLES.priorites],
    ['urgences', `${TITLES.urgences} (${sayWhole(urgent)})`],
    ['services', TITLES.services],
    ['evolution', TITLES.evolution],
    ['couverture', TITLES.couverture],
    ['methode', TITLES.methode],
  ]
  return (
    <PageContext.Provider value={page}>
      <button type="button" class="skip" onClick={() => main.current?.querySelector('h1')?.focus()}>
        Aller au contenu
      </button>
      <header class="masthead">
        {around.pages.length > 0 ? (
          <nav class="site-pages" aria-label="Pages du site">
            {around.pages.map(({ path, label }) => (
              <a key={path} href={path} {...(path === '/' ? { 'aria-current': 'page' as const } : {})}>
                {label}
              </a>
            ))}
          </nav>
        ) : null}
        <div class="masthead-inner">
          <p class="brand">
            {data.brand?.logo ? <img class="logo" src={data.brand.logo} alt="" /> : null}
            {data.brand ? null : <Drop />}
            {data.brand?.name ?? 'Limpide'}
          </p>
          <nav class="views" aria-label="Vues de la carte">
            {links.map(([id, label]) => (
              <a
                key={id}
                href={writeAddress({ ...address, view: id, document: null })}
                {...(view === id || (id === 'carte' && view === 'document')
                  ? { 'aria-current': view === id ? ('page' as const) : ('true' as const) }
                  : {})}
              >
                {label}
              </a>
            ))}
          </nav>
        </div>
      </header>
      <main id="contenu" ref={main}>
        {view === 'carte' ? <MapView /> : null}
        {view === 'priorites' ? <TopView /> : null}
        {view === 'urgences' ? <UrgentView /> : null}
        {view === 'services' ? <HeatView /> : null}
        {view === 'evolution' ? <TrendView /> : null}
        {view === 'couverture' ? <CoverageView /> : null}
        {view === 'methode' ? <MethodView /> : null}
        {view === 'document' && document_ ? <Sheet key={document_.id} document={document_} /> : null}
      </main>
      <footer class="foot">
        Analyse du {sayDay(data.generatedAt)}. Règles {data.versions.rules}, calibrage {data.versions.calibration}. Un
        score clair n’est pas une preuve de compréhension&nbsp;: testez avec des usagers.
        {around.foot.map(({ path, label }) => (
          <span key={path}>
            {' '}
            <a href={path}>{label}</a>
          </span>
        ))}
      </footer>
    </PageContext.Provider>
  )
}

function Drop() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path
        d="M12 2.5c3.6 4.6 6.5 7.9 6.5 11.6A6.5 6.5 0 0 1 12 20.8a6.5 6.5 0 0 1-6.5-6.7C5.5 10.4 8.4 7.1 12 2.5Z"
        fill="currentColor"
      />
      <path
        d="M8.6 14.4a3.5 3.5 0 0 0 3 3.3"
        fill="none"
        stroke="var(--paper)"
        stroke-width="1.6"
        stroke-linecap="round"
      />
    </svg>
  )
}

const TITLES: Readonly<Record<View, string>> = {
  carte: 'Carte',
  priorites: 'Les 20 premiers',
  urgences: 'À corriger tout de suite',
  services: 'Services et types',
  evolution: 'Évolution',
  couverture: 'Ce qui manque',
  methode: 'Méthode',
  document: 'Fiche',
}
