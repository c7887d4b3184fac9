import type { Span } from './document.ts'

/** A merge field or a template tag found in a source. */
export interface Find extends Span {
  readonly kind: 'placeholder' | 'control'
  /** What is between the delimiters. */
  readonly name: string
}

/** What the syntax around the placeholders changes: `[x](url)` is a link in Markdown, `___` a rule. */
export interface Syntax {
  readonly format: 'md' | 'html' | 'txt'
  /** Whether « date » or [nom du salarié] stand for a value; counted in the source when absent. */
  readonly words?: boolean
}

/** Words that name what is to be filled in: « date », [nom du salarié], « Code postal + Ville ». */
const FIELD_WORDS =
  /^(?:noms?|pr[ée]noms?|adresses?|dates?|villes?|lieux?|code postal|codes? postaux|commune|d[ée]partement|soci[ée]t[ée]|entreprise|employeur|salari[ée]|signatures?|fonctions?|qualit[ée]|montants?|num[ée]ros?|n°|t[ée]l(?:[ée]phone)?s?|courriels?|e-?mails?|m[ée]l|titre|objet|motifs?|civilit[ée]|monsieur|madame|m\. ?\/ ?mme|mme|r[ée]f(?:[ée]rences?)?|dur[ée]e|heure|jour|mois|ann[ée]e|d[ée]lai|raison sociale|siret|siren|d[ée]nomination|identit[ée]|service|organisme|structure|bailleur|propri[ée]taire|locataire|b[ée]n[ée]ficiaire|usager|demandeur|destinataire|exp[ée]diteur|pr[ée]fecture|tribunal|intitul[ée]|statut|poste|emploi|profession|grade|pays|logo|cachet|tampon|coordonn[ée]es|p[ée]riode|nature|nombre|prix|taux|(?:[àa] )?(?:compl[ée]ter|pr[ée]ciser|indiquer|ins[ée]rer|renseigner|d[ée]crire|remplir)|pr[ée]cise[rz]|indique[rz]|ins[ée]re[rz]|votre|vos|xx+)(?![\p{L}\p{N}])/iu

/** Words that say that a text between guillemets is a value, in a letter to fill in: « liste des mois concernés ». */
const FIELD_INSIDE =
  /(?<!\p{L})(?:noms?|dates?|montants?|mois|heures?|horaires?|adresses?|p[ée]riode|dur[ée]e|listes?|[âa]ge|nombre|nature|mode de|d[ée]tails?|temps de|t[ée]l)(?!\p{L})/iu

/** Template tags that print a value where they stand: `{% url 'contact' %}` is read as a word. */
const PRINTING_TAG =
  /^(?:(?:url|static|asset|path|mailto|now|firstof|cycle|lien|link)\b|trans(?:late)?[ \t]+(?!with\b|from\b|into\b|count\b))/
/** What stands between these tags is written for whoever edits the template: Django, Liquid. */
const COMMENT_TAG = /^comment\b/
const END_OF_COMMENT = /\{%-?\s*endcomment\s*-?%\}/g

/** Handlebars and Go tags that print nothing: {{#if}}, {{/if}}, {{else}}, {{end}}, {{! note}}. */
const SILENT_MUSTACHE =
  /^[-~]?\s*(?:[#/^!]|(?:else|end|endif|endfor|endeach)\b|(?:if|range|with|unless|each|block|define|template)\s)/

/** ERB tags written with a dash that trims lines, not with the dash that prints. */
const SILENT_DASH = /^\s*(?:if|unless|else|elsif|end|each|for|while|do|case|when|[}\]])/

const NAME = /^[\p{L}_$@][\p{L}\p{N}_.$:'’ /-]*$/u
/** `nom`, `usager.nom`, `formatter_date(date_debut)`, `nom | upper`. */
const IDENTIFIER =
  /^\s*[\p{L}_$][\p{L}\p{N}_.-]*(?:\([^(){}]*\))?(?:\s*\|\s*[\p{L}_][\p{L}\p{N}_]*(?:\([^(){}]*\))?)*\s*$/u

/** Single-brace tags of office templates: {#if x}, {:else}, {/if}, {#pièces}, {^vide}. */
const SILENT_BRACE =
  /^(?:#(?:if|each|for|unless|with|key|await)\s[^{}]*|[#^]\s*[\p{L}_$][\p{L}\p{N}_.]*|:(?:else|then|catch)\b[^{}]*|\/[\p{L}_$]?[\p{L}\p{N}_.]*)\s*$/u
/** `title="Nouvelle fenêtre" .bouton #ici`. */
const ATTRIBUTES = /^\s*(?:(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"'}]+))\s*)+$/
const CAPITALS = /^[\p{Lu}\p{N}][\p{Lu}\p{N} _'’./,()°+:-]*$/u
const ROMAN = /^[IVXLCDM]+$/
const TWO_CAPITALS = /\p{Lu}[^\p{Lu}]*\p{Lu}/u

const TRIGGER =
  /\{|\$\{|<[<%?]|\[|«|%|(?<![\p{L}\p{N}])X(?=X|\/X)|(?<![\p{L}\p{N}@/.])x(?=xx)|[.…](?=[ \u00a0]?[.…])|_(?=__|_ ?\/| _ ?[_/])|^[ \t]*:::/gmu

/** Finds every placeholder and template tag of a source, in order, without overlap, in linear time. */
export function findPlaceholders(source: string, syntax: Syntax): readonly Find[] {
  const scan = new Scan(source, syntax)
  scan.scan(0, source.length)
  return scan.finds
}

/** How far a tag of each kind may reach, in letters; all others stand on one line. */
const REACH = { mustache: 1_010, tag: 4_010, note: 20_010 }
/** Beyond every page: where a comment of a template ends depends on all that follows. */
const EVERYWHERE = Number.POSITIVE_INFINITY

/** One reading of a source, from line to line. */
export class Scan {
  private readonly source: string
  private readonly syntax: Syntax
  readonly finds: Find[] = []
  /** How far the tags that were met look, at most: what stands further away changes nothing in them. */
  reach = 0
  /** Next known position of each closing delimiter: a source full of « {{ » alone must not cost its square. */
  private readonly closings = new Map<string, number>()
  words: boolean | undefined
  definitions: ReadonlySet<string> | undefined
  /** A comment is opened that nothing closes: the others need no search. */
  private openComment = false
  /** Where to go on after a run that is no find, so that it is read once. */
  private resume = 0

  constructor(source: string, syntax: Syntax) {
    this.source = source
    this.syntax = syntax
    this.words = syntax.words
  }

  /** Reads the lines of a range, from a place in the first one; where what begins in it ends. */
  scan(from: number, to: number, at = from): number {
    const lines = from === 0 && to === this.source.length ? this.source : this.source.slice(from, to)
    const trigger = new RegExp(TRIGGER)
    trigger.lastIndex = at - from
    let end = to
    for (let hit = trigger.exec(lines); hit !== null; hit = trigger.exec(lines)) {
      const find = this.at(from + hit.index, hit[0])
      if (find === undefined) {
        trigger.lastIndex = Math.max(hit.index + 1, this.resume - from)
        continue
      }
      this.finds.push(find)
      if (find.end > end) end = find.end
      trigger.lastIndex = Math.max(find.end - from, hit.index + 1)
    }
    return end
  }

  private reaches(far: number): void {
    if (far > this.reach) this.reach = far
  }

  private at(index: number, hit: string): Find | undefined {
    switch (hit) {
      case '{':
        return this.brace(index)
      case '${':
        return this.dollar(index)
      case '<<':
        return this.chevrons(index)
      case '<%':
        return this.erb(index)
      case '<?':
        return this.processing(index)
      case '[':
        return this.bracket(index)
      case '«':
        return this.guillemet(index)
      case '%':
        return this.percent(index)
      case 'X':
      case 'x':
        return this.crosses(index)
      case '_':
        return this.underscores(index)
      case '.':
      case '…':
        return this.dots(index)
      default:
        return this.container(index)
    }
  }

  /** The next position of `closing` at or after `from`, or -1; at most `limit` away. */
  private next(closing: string, from: number, limit: number): number {
    let known = this.closings.get(closing)
    if (known === undefined || (known !== -1 && known < from)) {
      known = this.source.indexOf(closing, from)
      this.closings.set(closing, known)
    }
    return known === -1 || known - from > limit ? -1 : known
  }

  private line(from: number, closing: string, limit: number): string | undefined {
    const end = this.next(closing, from, limit)
    if (end === -1) return undefined
    const inner = this.source.slice(from, end)
    return inner.includes('\n') ? undefined : inner
  }

  private brace(start: number): Find | undefined {
    const { source } = this
    const second = source[start + 1]
    if (second === '{') {
      this.reaches(REACH.mustache)
      const triple = source[start + 2] === '{'
      const open = triple ? 3 : 2
      const comment = source.startsWith('{{!--', start)
      const closing = comment ? '--}}' : triple ? '}}}' : '}}'
      const at = this.next(closing, start + open, 1000)
      if (at === -1) return undefined
      const inner = source.slice(start + open, at)
      if (!comment && inner.includes('{{')) return undefined
      const kind = SILENT_MUSTACHE.test(inner) ? 'control' : 'placeholder'
      return { kind, start, end: at + closing.length, name: inner.replace(/^[-~]|[-~]$/g, '').trim() }
    }
    if (second === '%') {
      this.reaches(REACH.tag)
      const at = this.next('%}', start + 2, 4000)
      if (at === -1) return undefined
      const inner = source
        .slice(start + 2, at)
        .replace(/^[-+~]|[-+~]$/g, '')
        .trim()
      const end = COMMENT_TAG.test(inner) ? this.endOfComment(at + 2) : at + 2
      return { kind: PRINTING_TAG.test(inner) ? 'placeholder' : 'control', start, end, name: inner }
    }
    if (second === '#' || second === '/' || second === ':' || second === '^') {
      const inner = this.line(start + 1, '}', 200)
      // In Markdown « # Titre {#ancre} » names the title.
      const anchor = this.syntax.format === 'md' && inner !== undefined && /^[#^]\S*$/.test(inner)
      if (inner !== undefined && !anchor && !inner.endsWith('#') && SILENT_BRACE.test(inner)) {
        return { kind: 'control', start, end: start + inner.length + 2, name: inner.trim() }
      }
    }
    if (second === '#') {
      this.reaches(REACH.note)
      const at = this.next('#}', start + 2, 20_000)
      if (at === -1) return undefined
      return { kind: 'control', start, end: at + 2, name: source.slice(start + 2, at).trim() }
    }
    if (second === ':' && this.syntax.format === 'md') {
      const inner = this.line(start + 2, '}', 200)
      return inner === undefined
        ? undefined
        : { kind: 'control', start, end: start + inner.length + 3, name: inner.trim() }
    }
    if (this.syntax.format === 'md' && /[)\]]/.test(source[start - 1] ?? '')) {
      // [Voir](page){target="_blank" .bouton}: the attributes of a link.
      const inner = this.line(start + 1, '}', 300)
      if (inner !== undefined && ATTRIBUTES.test(inner))
        return { kind: 'control', start, end: start + inner.length + 2, name: inner.trim() }
    }
    const inner = this.line(start + 1, '}', 80)
    if (inner === undefined) return undefined
    const name = inner.trim()
    if (!IDENTIFIER.test(name) && !(NAME.test(name) && FIELD_WORDS.test(name))) return undefined
    return { kind: 'placeholder', start, end: start + inner.length + 2, name }
  }

  /** Where the comment opened before `from` ends: at its tag of end, or there when it has none. */
  private endOfComment(from: number): number {
    this.reaches(EVERYWHERE)
    if (this.openComment) return from
    const end = new RegExp(END_OF_COMMENT)
    end.lastIndex = from
    const found = end.exec(this.source)
    this.openComment = found === null
    return found === null ? from : end.lastIndex
  }

  private dollar(start: number): Find | undefined {
    const double = this.source[start + 2] === '{'
    const inner = this.line(start + (double ? 3 : 2), double ? '}}' : '}', 200)
    if (inner === undefined || inner.trim() === '') return undefined
    return { kind: 'placeholder', start, end: start + inner.length + (double ? 5 : 3), name: inner.trim() }
  }

  private chevrons(start: number): Find | undefined {
    const inner = this.line(start + 2, '>>', 80)
    if (inner === undefined || inner.includes('<')) return undefined
    const name = inner.trim()
    // « << Bonjour à tous >> » is a quotation typed in ASCII, << nom_du_client >> a merge field.
    if (!IDENTIFIER.test(name) && !(NAME.test(name) && FIELD_WORDS.test(name))) return undefined
    return { kind: 'placeholder', start, end: start + inner.length + 4, name }
  }

  private erb(start: number): Find | undefined {
    this.reaches(REACH.tag)
    const at = this.next('%>', start + 2, 4000)
    if (at === -1) return undefined
    const inner = this.source.slice(start + 2, at)
    const body = inner.slice(1).replace(/-$/, '')
    const printing = inner.startsWith('=') || (inner.startsWith('-') && !SILENT_DASH.test(body))
    const name = (printing || inner.startsWith('-') || inner.startsWith('#') ? body : inner).trim()
    return { kind: printing ? 'placeholder' : 'control', start, end: at + 2, name }
  }

  private processing(start: number): Find | undefined {
    this.reaches(REACH.tag)
    const printing = this.source[start + 2] === '='
    if (!printing && !this.source.startsWith('<?php', start)) return undefined
    const at = this.next('?>', start + 2, 4000)
    if (at === -1) return undefined
    const name = this.source.slice(start + (printing ? 3 : 5), at).trim()
    return { kind: printing ? 'placeholder' : 'control', start, end: at + 2, name }
  }

  private bracket(start: number): Find | undefined {
    const { source } = this
    if (source[start + 1] === '[') {
      const inner = this.line(start + 2, ']]', 120)
      if (inner === undefined || inner.includes('[') || inner.includes(']') || !/\p{L}/u.test(inner)) return undefined
      const end = start + inner.length + 4
      if (this.syntax.format === 'md' && source[end] === '(') return undefined
      return { kind: 'placeholder', start, end, name: inner.trim() }
    }
    const inner = this.line(start + 1, ']', 100)
    if (inner === undefined || inner.includes('[')) return undefined
    const end = start + inner.length + 2
    const before = source[start - 1]
    const after = source[end]
    if (after === '(' || before === '!') return undefined
    const linked = after === '[' || before === ']' || after === ':'
    if (this.syntax.format === 'md' && (linked || this.defined(inner))) return undefined
    const name = inner.trim()
    if (name === '') return undefined
    const capitals = CAPITALS.test(name) && TWO_CAPITALS.test(name) && !ROMAN.test(name) && name !== 'TOC'
    if (!capitals && !isBracketLabel(name)) return undefined
    return { kind: 'placeholder', start, end, name }
  }

  /** A Markdown reference `[NOM]` that is defined below is a link. */
  private defined(label: string): boolean {
    if (this.definitions === undefined) {
      this.definitions = new Set(definitionsIn(this.source))
    }
    return this.definitions.has(label.toLowerCase())
  }

  private guillemet(start: number): Find | undefined {
    const inner = this.line(start + 1, '»', 80)
    if (inner === undefined || inner.includes('«')) return undefined
    const name = inner.trim()
    if (name === '') return undefined
    const end = start + inner.length + 2
    // «...» is a dotted line.
    if (/^(?:…|\.{3})[.…\s]*$/.test(name)) return { kind: 'placeholder', start, end, name: '' }
    const tight = !/\s/.test(inner)
    if (tight) {
      // Word prints a merge field «Nom_usager»; «SDK» alone may only be a badly spaced quotation.
      const coded = /[_\d]|\p{Ll}\p{Lu}/u.test(name) && /^\p{L}/u.test(name)
      const capitals = CAPITALS.test(name) && TWO_CAPITALS.test(name) && !ROMAN.test(name)
      if (!coded && !capitals && !FIELD_WORDS.test(name)) return undefined
      return { kind: 'placeholder', start, end, name }
    }
    const coded = /^[\p{Lu}\p{N}]+(?:_[\p{Lu}\p{N}]+)+$/u.test(name)
    if (!coded && !((isFieldLabel(name) || isFieldChoice(name)) && this.hasWords())) return undefined
    return { kind: 'placeholder', start, end, name }
  }

  private hasWords(): boolean {
    this.words ??= countFieldLabels(this.source) >= 3
    return this.words
  }

  private percent(start: number): Find | undefined {
    const { source } = this
    const before = source[start - 1]
    // « 50 %de » and « 10%x » are percentages.
    if (before !== undefined && /[\p{L}\p{N}%]/u.test(before)) return undefined
    if (/\d[ \u00a0\u202f]?$/.test(source.slice(Math.max(0, start - 3), start))) return undefined
    const rest = source.slice(start, start + 70)
    const named =
      /^%%?([\p{L}_][\p{L}\p{N}_.-]*)%%?(?![\p{L}\p{N}])/u.exec(rest) ??
      /^%\((\w+)\)[sd]/.exec(rest) ??
      /^%((?:\d\$)?[sd])(?![\p{L}\p{N}])/u.exec(rest)
    if (named === null) return undefined
    return { kind: 'placeholder', start, end: start + named[0].length, name: named[1] ?? '' }
  }

  private crosses(start: number): Find | undefined {
    const rest = this.source.slice(start, start + 60)
    const run = /^(?:X{1,}(?:[/.]X+)+|X{3,}(?: X{2,})*|x{3,}(?:[/ ]x{2,})*)(?![\p{L}\p{N}@]|\.\p{L})/u.exec(rest)
    if (run === null) return this.twoCrosses(start, rest)
    return { kind: 'placeholder', start, end: start + run[0].length, name: '' }
  }

  /** « une durée de XX jours », but not « annexe XX » nor « Louis XX ». */
  private twoCrosses(start: number, rest: string): Find | undefined {
    if (!/^XX(?![\p{L}\p{N}'’-])/u.test(rest)) return undefined
    const before = this.source.slice(Math.max(0, start - 16), start)
    if (!/(?:(?<!\p{L})\p{Ll}[\p{L}'’]*[ \u00a0]|\()$/u.test(before)) return undefined
    if (/(?:annexe|article|chapitre|livre|partie|section|titre|tome)s?[ \u00a0]$/i.test(before)) return undefined
    return { kind: 'placeholder', start, end: start + 2, name: '' }
  }

  private underscores(start: number): Find | undefined {
    const { source } = this
    let end = start
    while (end < source.length) {
      const c = source[end]
      const next = source[end + 1]
      const inside =
        c === '_' || (c === '/' && (next === '_' || next === ' ')) || (c === ' ' && (next === '_' || next === '/'))
      if (!inside) break
      end += 1
    }
    while (end > start && source[end - 1] !== '_') end -= 1
    this.resume = end
    const text = source.slice(start, end)
    const letters = text.replace(/[^_]/g, '').length
    if (this.syntax.format === 'md') {
      // ___ alone is a rule, and ___mot___ strong emphasis.
      if (/[\p{L}\p{N}]/u.test(source[end] ?? '') || /[\p{L}\p{N}]/u.test(source[start - 1] ?? '')) {
        if (letters < 5) return undefined
      }
      if (lineIsOnly(source, start, end)) return undefined
    }
    if (letters < 3) return undefined
    return { kind: 'placeholder', start, end, name: '' }
  }

  private dots(start: number): Find | undefined {
    const { source } = this
    let end = start
    let weight = 0
    let gaps = 0
    while (end < source.length) {
      const c = source[end]
      if (c === '.') weight += 1
      else if (c === '…') weight += 3
      else if ((c === ' ' || c === '\u00a0' || c === '/') && /[.…]/.test(source[end + 1] ?? '')) gaps += 1
      else break
      end += 1
    }
    this.resume = end
    if (weight < 5 || gaps > weight) return undefined
    // « Introduction ........ 12 »: the leader of a table of contents.
    const after = /^[ \t\u00a0]*(\d{1,3}|[ivxl]{1,5})[ \t\u00a0]*(?=\r?\n|$)/.exec(source.slice(end, end + 12))
    if (after !== null) return undefined
    return { kind: 'placeholder', start, end, name: '' }
  }

  /** Containers of static site generators: a line « :::steps » prints nothing. */
  private container(start: number): Find | undefined {
    if (this.syntax.format !== 'md') return undefined
    const stop = this.source.indexOf('\n', start)
    const end = stop === -1 ? this.source.length : stop
    const line = this.source.slice(start, end).trimEnd()
    return { kind: 'control', start, end: start + line.length, name: line.trim() }
  }
}

function lineIsOnly(source: string, start: number, end: number): boolean {
  let head = start
  while (head > 0 && (source[head - 1] === ' ' || source[head - 1] === '\t')) head -= 1
  if (head > 0 && source[head - 1] !== '\n') return false
  let stop = end
  while (source[stop] === ' ' || source[stop] === '\t' || source[stop] === '\r') stop += 1
  return stop >= source.length || source[stop] === '\n'
}

/** [nom du salarié], [à compléter par le service, avec la date]: a few words, more for an instruction. */
function isBracketLabel(name: string): boolean {
  if (!/^\p{L}/u.test(name) || !FIELD_WORDS.test(name)) return false
  const count = name.split(/\s+/).length
  return /^(?:[àa] |pr[ée]cis|indiqu|ins[ée]r|v(?:otre|os) )/i.test(name)
    ? count <= 12
    : count <= 6 && !name.includes(',')
}

/** In a letter to fill in, « témoin / victime » is a choice and « liste des mois concernés » a value. */
function isFieldChoice(name: string): boolean {
  // « M. / Mme » holds no sentence.
  if (name.split(/\s+/).length > 10 || /[.!?;]\s|[!?]$/.test(name.replace(/\bM\. /, 'M '))) return false
  return /[\p{L}.] ?\/ ?\p{L}/u.test(name) || FIELD_INSIDE.test(name)
}

function isFieldLabel(name: string): boolean {
  // « Vos informations » between guillemets is a tab or a heading that a guide quotes.
  return (
    FIELD_WORDS.test(name) &&
    !/^v(?:otre|os) /i.test(name) &&
    name.split(/\s+/).length <= 8 &&
    !/[.!?;:]\s|[!?]$/.test(name)
  )
}

/** The labels of the links that a text defines: « [nom]: https://… ». */
export function definitionsIn(source: string): string[] {
  const labels: string[] = []
  if (!source.includes(']:')) return labels
  for (const definition of source.matchAll(/^[ ]{0,3}\[([^\]\n]{1,100})\]:/gm))
    labels.push((definition[1] ?? '').toLowerCase())
  return labels
}

/** Counts the « nom », « date » of a text: three make a letter to fill in, one may be a quotation. */
export function countFieldLabels(source: string): number {
  let count = 0
  if (!source.includes('«')) return count
  for (const quoted of source.matchAll(/«[^\S\n]([^«»\n]{1,80})»/g)) {
    if (isFieldLabel((quoted[1] ?? '').trim())) count += 1
  }
  return count
}

/** Stands for each character of a masked placeholder: a letter to the parsers, in no real text. */
const VALUE = '\ue000'
/** Stands for a masked tag inside a word or a sentence. */
const SILENT = '\ue001'

/**
 * Replaces placeholders and tags by as many neutral characters, so that a parser neither splits
 * nor moves them and every offset stays that of the source.
 */
export function maskPlaceholders(source: string, finds: readonly Find[], format: 'md' | 'html'): string {
  const parts: string[] = []
  let last = 0
  for (const find of finds) {
    parts.push(source.slice(last, find.start))
    const size = find.end - find.start
    if (find.kind === 'placeholder') parts.push(VALUE.repeat(size))
    else if (format === 'html') parts.push(glued(source, find) ? SILENT.repeat(size) : blank(source, find))
    else parts.push(markdownTag(source, find))
    last = find.end
  }
  if (parts.length === 0) return source
  parts.push(source.slice(last))
  return parts.join('')
}

/** The HTML parser moves any text that stands directly in a table, but leaves blanks there. */
function glued(source: string, find: Find): boolean {
  const before = source[find.start - 1] ?? ' '
  const after = source[find.end] ?? ' '
  return !/[\s<>}]/.test(before) || !/[\s<>{]/.test(after)
}

/** A tag alone on its line ends the paragraph; in a line it must not indent it into code. */
function markdownTag(source: string, find: Find): string {
  const size = find.end - find.start
  if (!lineIsOnly(source, find.start, find.end)) return SILENT.repeat(size)
  const head = source.lastIndexOf('\n', find.start - 1)
  const previous = source.slice(source.lastIndexOf('\n', head - 1) + 1, Math.max(0, head)).trim()
  // Between the rows of a table a blank line would end it.
  return previous.startsWith('|') ? SILENT.repeat(size) : blank(source, find)
}

function blank(source: string, find: Find): string {
  return source.slice(find.start, find.end).replace(/[^\r\n]/g, ' ')
}
