import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Address, Filters } from './address.ts'
import type { PageData } from './load.ts'

/** What every view needs: the data, the address, and how to change it. */
export interface Page {
  readonly data: PageData
  readonly address: Address
  readonly names: {
    readonly service: (id: string) => string
    readonly type: (id: string) => string
    readonly rule: (id: string) => string
  }
  /** True while the page is being printed: every row is then shown. */
  readonly printing: boolean
  /** Goes to a view: a step back in the browser comes back. */
  go(address: Partial<Address>): void
  /** Changes the filters of the view: a step back in the browser takes one away. */
  filter(change: Partial<Filters>): void
}

export const PageContext = createContext<Page | null>(null)

/** The page, inside its provider. */
export function usePage(): Page {
  const page = useContext(PageContext)
  if (!page) throw new Error('usePage outside the page')
  return page
}
