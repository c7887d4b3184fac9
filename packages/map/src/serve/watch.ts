import { createHash, randomBytes } from 'node:crypto'
import { isSameWording, WEIGHT, type Wording, wordingOf } from '@limpide/reports'
import type { ReportState } from '@limpide/reports/store'

/** A report at the door. */
export interface Arrival {
  /** YYYY-MM-DD */
  readonly day: string
  /** The document, or else what the report says of it; empty: nothing tells. */
  readonly about: string
  readonly comment: string
  readonly suggestion: string
  /** Where it is sent from; absent for a program, which speaks for many. */
  readonly network?: string
}

/** How a report is kept: at once, or once a person looked. */
export interface Judgement {
  readonly state: ReportState
  /** The same for what comes from one network on one document in one day: its salt is never written. */
  readonly dayToken?: string
}

/** What the site remembers of the reports of a day, to know a burst. Nothing of it is written anywhere. */
export interface Watch {
  /** Counts a report in, and says how to keep it. */
  judge(arrival: Arrival): Judgement
}

/** Different documents and wordings remembered; what comes after is looked at by a person. */
const MOST_ABOUT = 20_000
const MOST_WORDINGS = 200

/** A memory of one day, empty each morning. */
export function createWatch(): Watch {
  let today = ''
  let salt = randomBytes(16)
  let networks = new Map<string, number>()
  let wordings = new Map<string, { readonly wording: Wording; count: number }[]>()

  const begin = (day: string): void => {
    if (day === today) return
    today = day
    salt = randomBytes(16)
    networks = new Map()
    wordings = new Map()
  }

  const countNetwork = ({ about, network }: Arrival): number => {
    if (network === undefined) return 0
    const key = `${about}\0${network}`
    const count = (networks.get(key) ?? 0) + 1
    networks.set(key, count)
    return count
  }

  const countWording = (arrival: Arrival): number => {
    const wording = wordingOf(arrival)
    if (wording.text === '') return 0
    const known = wordings.get(arrival.about) ?? []
    wordings.set(arrival.about, known)
    const same = known.find((one) => isSameWording(one.wording, wording))
    if (same !== undefined) {
      same.count += 1
      return same.count
    }
    if (known.length < MOST_WORDINGS) known.push({ wording, count: 1 })
    return 1
  }

  return {
    judge(arrival) {
      begin(arrival.day)
      const isFlood = networks.size > MOST_ABOUT || wordings.size > MOST_ABOUT
      const most = Math.max(isFlood ? Number.POSITIVE_INFINITY : countNetwork(arrival), countWording(arrival))
      const { about, network } = arrival
      return {
        state: most > WEIGHT.burst ? 'a-moderer' : 'recu',
        ...(network === undefined ? {} : { dayToken: tokenOf(salt, about, network) }),
      }
    },
  }
}

function tokenOf(salt: Uint8Array, about: string, network: string): string {
  return createHash('sha256').update(salt).update(`${about}\0${network}`).digest('base64url').slice(0, 22)
}

/** The network of an address: what one house, one office or one machine shares. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (!mapped.includes(':')) return mapped.split('.').slice(0, 3).join('.')
  const [head = ''] = mapped.split('::')
  return head.split(':').slice(0, 4).join(':')
}
