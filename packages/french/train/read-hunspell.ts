import { readFileSync } from 'node:fs'
import { encode } from '../src/codes.ts'
import type { Features, Gender, GrammaticalNumber, Mood, Person, Tense, Upos } from '../src/types.ts'

/** One entry of the dictionary with all its forms. */
export interface Entry {
  readonly lemma: string
  /** Form and packed analysis code. */
  readonly forms: readonly (readonly [form: string, code: number])[]
  /** For a verb, eight places of the dictionary: copula, i(ntransitive), t(ransitive), n (indirect), pronominal, impersonal, e (être), a (avoir). */
  readonly verb: string
}

interface Rule {
  readonly strip: string
  readonly add: string
  readonly condition: RegExp
  readonly fields: readonly string[]
}

const FINITE: Record<string, { mood: Mood; tense: Tense }> = {
  ipre: { mood: 'Ind', tense: 'Pres' },
  iimp: { mood: 'Ind', tense: 'Imp' },
  ipsi: { mood: 'Ind', tense: 'Past' },
  ifut: { mood: 'Ind', tense: 'Fut' },
  cond: { mood: 'Cnd', tense: 'Pres' },
  spre: { mood: 'Sub', tense: 'Pres' },
  simp: { mood: 'Sub', tense: 'Imp' },
  impe: { mood: 'Imp', tense: 'Pres' },
}

const CLASSES: Record<string, Upos> = {
  nom: 'NOUN',
  adj: 'ADJ',
  adv: 'ADV',
  negadv: 'ADV',
  'loc.adv': 'ADV',
  npr: 'PROPN',
  prn: 'PROPN',
  patr: 'PROPN',
  nb: 'NUM',
  nbro: 'ADJ',
  interj: 'INTJ',
  titr: 'NOUN',
  prep: 'ADP',
  cjco: 'CCONJ',
  cjsub: 'SCONJ',
  symb: 'NOUN',
  'loc.nom': 'NOUN',
  'loc.adj': 'ADJ',
}

/** Reads Debian's hunspell-fr-comprehensive (fr.aff and fr.dic) with its morphology. Closed classes (`po:mg`) are left to our own table. */
export function readHunspell(folder: string): Entry[] {
  const rules = readAffixes(readFileSync(`${folder}/fr.aff`, 'utf8'))
  const entries: Entry[] = []
  for (const line of readFileSync(`${folder}/fr.dic`, 'utf8').split('\n').slice(1)) {
    const at = line.search(/ (?:po|is|st):/)
    if (at <= 0) continue
    const head = line.slice(0, at)
    const fields = line
      .slice(at + 1)
      .trim()
      .split(/\s+/)
    if (fields.includes('po:err') || fields.includes('po:mg') || fields.includes('po:ponc')) continue
    const slash = head.indexOf('/')
    const word = (slash === -1 ? head : head.slice(0, slash)).normalize('NFC')
    if (/[\s\d]/.test(word)) continue
    const flags: readonly string[] = slash === -1 ? [] : (head.slice(slash + 1).match(/../gs) ?? [])
    if (flags.includes('{}')) continue
    const forms = new Map<string, readonly [string, number]>()
    const add = (form: string, own: readonly string[]): void => {
      for (const code of codesOf([...fields, ...own])) forms.set(`${form} ${code}`, [form, code])
    }
    if (!flags.includes('()')) add(word, [])
    for (const flag of flags) {
      for (const rule of rules.get(flag) ?? []) {
        if (!word.endsWith(rule.strip) || !rule.condition.test(word)) continue
        add(word.slice(0, word.length - rule.strip.length) + rule.add, rule.fields)
      }
    }
    if (forms.size === 0) continue
    const verbField = fields.find((field) => /^po:v[0-3]/.test(field))
    entries.push({
      lemma: fields.find((field) => field.startsWith('st:'))?.slice(3) ?? word,
      forms: [...forms.values()],
      verb: verbField === undefined ? '' : verbField.slice(5),
    })
  }
  return entries
}

function readAffixes(text: string): Map<string, Rule[]> {
  const rules = new Map<string, Rule[]>()
  for (const line of text.split('\n')) {
    const [kind, flag, strip, addition, condition, ...fields] = line.split(/\s+/)
    if (
      kind !== 'SFX' ||
      flag === undefined ||
      strip === undefined ||
      addition === undefined ||
      condition === undefined
    )
      continue
    if (strip === 'Y' || strip === 'N') continue
    const [add = ''] = addition.split('/')
    const found = rules.get(flag) ?? []
    found.push({
      strip: strip === '0' ? '' : strip.normalize('NFC'),
      add: add === '0' ? '' : add.normalize('NFC'),
      condition: new RegExp(`${condition === '.' ? '' : condition}$`, 'u'),
      fields,
    })
    rules.set(flag, found)
  }
  return rules
}

function codesOf(fields: readonly string[]): number[] {
  const po = fields.filter((field) => field.startsWith('po:')).map((field) => field.slice(3))
  const is = fields.filter((field) => field.startsWith('is:')).map((field) => field.slice(3))
  const gender: Gender | undefined = is.includes('mas') ? 'Masc' : is.includes('fem') ? 'Fem' : undefined
  const number: GrammaticalNumber | undefined = is.includes('sg') ? 'Sing' : is.includes('pl') ? 'Plur' : undefined
  const nominal: Features = { ...(number && { number }), ...(gender && { gender }) }
  const verb = po.find((name) => /^v[0-3]/.test(name))
  if (verb !== undefined) {
    if (po.includes('infi')) return [encode('VERB', { verbForm: 'Inf' })]
    if (po.includes('ppre')) return [encode('VERB', { verbForm: 'Part', tense: 'Pres' })]
    if (po.includes('ppas')) return [encode('VERB', { verbForm: 'Part', tense: 'Past', ...nominal })]
    const codes: number[] = []
    for (const name of po) {
      const finite = FINITE[name]
      if (finite === undefined) continue
      for (const ending of po) {
        // « fussé-je », « aimè-je » (1isg) are kept out: nobody writes them to the public.
        const match = /^([123])(sg|pl)!?$/.exec(ending)
        if (match === null) continue
        const person: Person = match[1] === '1' ? 1 : match[1] === '2' ? 2 : 3
        codes.push(encode('VERB', { verbForm: 'Fin', ...finite, person, number: match[2] === 'sg' ? 'Sing' : 'Plur' }))
      }
    }
    return codes
  }
  const codes = new Set<number>()
  for (const name of po) {
    const upos = CLASSES[name]
    if (upos === undefined) continue
    codes.add(encode(upos, upos === 'ADV' || upos === 'INTJ' ? {} : nominal))
  }
  return [...codes]
}
