import type { Block, Document } from '@limpide/document'
import type { Zone } from '../principles.ts'

const OBJECT = /^\s*(objet|sujet|subject)\s*:/i
const SALUTATION = /^\s*(bonjour|(cher|chère|chers|chères|mme|madame|mesdames|mademoiselle|monsieur|messieurs|m\.)\b[^.!?:]{0,60},?\s*$)/i
const CLOSING =
  /(veuillez (agréer|recevoir|croire)|(je|nous) vous prie?(ons)? (d['’](agréer|accepter)|de (recevoir|croire))|^\s*(bien )?(cordialement|respectueusement)|salutations distinguées|^\s*bien à vous)/i
const ATTACHMENTS = /^\s*(p\.? ?j\.?|pi[eè]ces? jointes?|annexes?)\s*(\(\d+\))?\s*:/i
const MENTIONS =
  /(voies? (et délais? )?de recours|recours (gracieux|contentieux|hiérarchique)|t[eé]l[eé]recours|tribunal (administratif|judiciaire)|délégué à la protection des données|règlement \(ue\) 2016\/679|\brgpd\b|informatique et libertés|\bcnil\b)/i

/**
 * The zone of each block, in the order of `document.blocks`. A guess from the look of letters: what the file itself
 * declares (header, footer, subject) is taken first.
 */
export function assignZones(document: Document): Zone[] {
  const blocks = document.blocks
  const zones: Zone[] = blocks.map((block) => regionZone(block) ?? 'corps')
  const salutation = blocks.findIndex((block, i) => zones[i] === 'corps' && SALUTATION.test(block.text) && block.text.length < 90)
  if (salutation >= 0) {
    for (let i = 0; i < salutation; i++) {
      const block = blocks[i]
      if (!block || zones[i] !== 'corps') continue
      zones[i] = OBJECT.test(block.text) || block.kind === 'heading' ? 'objet' : 'en-tete'
    }
    zones[salutation] = 'salutation'
  }
  let closed = false
  for (const [i, block] of blocks.entries()) {
    if (zones[i] !== 'corps') continue
    if (OBJECT.test(block.text)) zones[i] = 'objet'
    else if (ATTACHMENTS.test(block.text)) zones[i] = 'pieces-jointes'
    else if (MENTIONS.test(block.text) && block.kind !== 'heading') zones[i] = 'mentions'
    else if (CLOSING.test(block.text) && block.text.length < 260) {
      zones[i] = 'cloture'
      closed = true
    } else if (closed && block.text.length < 160 && !/[.!?]$/.test(block.text.trim())) zones[i] = 'signature'
  }
  return zones
}

function regionZone(block: Block): Zone | undefined {
  switch (block.region) {
    case 'header':
      return 'en-tete'
    case 'footer':
      return 'pied'
    case 'subject':
      return 'objet'
    case 'navigation':
      return 'navigation'
    default:
      return undefined
  }
}
