import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Proof } from '../plan/plan-store.ts'
import { reaches } from '../serve/access.ts'
import type { SiteContext, SiteDocument } from '../serve/context.ts'
import { dayOf } from '../serve/day.ts'
import { fieldsOf } from '../serve/fields.ts'
import { EVERYONE, staff } from '../serve/gate.ts'
import { type Html, html } from '../serve/html.ts'
import { entryOf, intakeForm, LINES, participantsOf, readIntake } from './intake-form.ts'
import { buildKit, isKit, type Kit, shapeOf, type TooShort } from './kit.ts'
import { kitPage } from './kit-page.ts'
import { KIT_STYLE } from './kit-style.ts'
import { proofOf, resultsOf } from './proof.ts'
import type { Entry } from './read-results.ts'
import type { TestResults } from './results.ts'
import { resultsView } from './results-view.ts'

interface Asked {
  Querystring: { readonly chemin?: unknown }
}

/** The tests of a document with users: its kit to print, the intake of the results, what they say, and their proof. */
export function kitRoutes(site: FastifyInstance, context: SiteContext): void {
  const { documents, prose, plan, service } = context.options
  const { send } = context

  site.get('/kit.css', EVERYONE, (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(KIT_STYLE),
  )

  site.get('/tests', staff('lecture'), async (_, reply) => {
    const [known, proofs] = await Promise.all([documents(), plan.store.proofs()])
    return send(reply, 'Tests auprès d’usagers', listPage(known, proofs.filter(isTest)))
  })

  site.get<Asked>('/tests/document', staff('lecture'), async (request, reply) => {
    const document = await documentOf(request.query.chemin)
    if (document === undefined) return unknown(reply)
    const [made, proofs] = await Promise.all([kitOf(document), plan.store.proofs(document.path)])
    return send(
      reply,
      titleOf(document),
      documentPage(document, made, proofs.filter(isTest), reaches(context.personOf(request).role, 'redaction')),
    )
  })

  site.get<Asked>('/tests/kit', staff('redaction'), async (request, reply) => {
    const document = await documentOf(request.query.chemin)
    if (document === undefined) return unknown(reply)
    const kit = await kitOf(document)
    if (kit === undefined || !isKit(kit)) return noKit(reply, document, kit)
    return reply.type('text/html; charset=utf-8').send(
      kitPage(kit, {
        style: { kind: 'beside', href: '/kit.css' },
        service,
        back: { href: address('document', document.path), label: 'Revenir aux tests de ce document' },
      }),
    )
  })

  site.get<Asked>('/tests/saisir', staff('redaction'), async (request, reply) => {
    const document = await documentOf(request.query.chemin)
    if (document === undefined) return unknown(reply)
    const kit = await kitOf(document)
    if (kit === undefined || !isKit(kit)) return noKit(reply, document, kit)
    // A group that comes back later is added to the one that is already counted.
    const last = testsOf((await plan.store.proofs(document.path)).filter(isTest)).findLast(
      ({ code }) => code === kit.code,
    )
    return intake(request, reply, document, kit, { entries: last?.participants.map(entryOf) ?? [], code: '' })
  })

  site.post('/tests/saisir', staff('redaction'), async (request, reply) => {
    const fields = fieldsOf(request.body)
    const document = await documentOf(fields.chemin?.[0])
    if (document === undefined) return unknown(reply)
    const kit = await kitOf(document)
    if (kit === undefined || !isKit(kit)) return noKit(reply, document, kit)
    const shape = shapeOf(kit)
    const step = fields.etape?.[0]
    const code = (fields.kit?.[0] ?? '').trim().toUpperCase()
    const entries = readIntake(fields, shape)
    if (step === 'ajouter') {
      const more = Math.min(Math.max(entries.length, LINES.first) + LINES.more, LINES.most)
      const blank: Entry = { exact: '', synonyms: '', answers: [], unclear: '' }
      const longer = Array.from({ length: more }, (_, i) => entries[i] ?? blank)
      return intake(request, reply, document, kit, { entries: longer, code })
    }
    const { participants, faults } = participantsOf(entries, shape)
    const codeFault = code === kit.code ? undefined : sayOtherCode(code, kit)
    if (faults.size > 0 || codeFault !== undefined || participants.length === 0)
      return intake(request, reply, document, kit, {
        entries,
        code,
        faults,
        ...(codeFault === undefined ? {} : { codeFault }),
        isEmpty: participants.length === 0 && faults.size === 0,
      })
    const results: TestResults = { ...shape, participants }
    if (step !== 'garder') return intake(request, reply, document, kit, { entries, code, results })
    await plan.store.attachProof(
      document.path,
      proofOf(results),
      { actor: context.personOf(request).name },
      context.isoNow(),
    )
    return reply.redirect(address('document', document.path), 303)
  })

  const intake = (
    request: FastifyRequest,
    reply: FastifyReply,
    document: SiteDocument,
    kit: Kit,
    {
      entries,
      code,
      faults = new Map(),
      codeFault,
      results,
      isEmpty = false,
    }: {
      readonly entries: readonly Entry[]
      readonly code: string
      readonly faults?: ReadonlyMap<number, readonly string[]>
      readonly codeFault?: string
      readonly results?: TestResults
      readonly isEmpty?: boolean
    },
  ): FastifyReply => {
    const wrong = faults.size + (codeFault === undefined ? 0 : 1)
    return send(
      reply,
      'Saisir les résultats d’un test',
      html`<p>Document\u00a0: <a href="${address('document', document.path)}">${titleOf(document)}</a></p>
${wrong > 0 && html`<p class="wrong" role="alert">${wrong === 1 ? 'Une saisie est à corriger' : `${wrong} saisies sont à corriger`}. Rien n’est gardé, rien n’est perdu.</p>`}
${isEmpty && html`<p class="wrong" role="alert">Aucun résultat n’est écrit. Remplissez au moins une personne.</p>`}
${results !== undefined && html`<section aria-labelledby="resultats"><h2 id="resultats">Ce que disent ces résultats</h2>${resultsView(results, kit.sentences)}<p>Ces résultats ne sont pas encore gardés.</p></section>`}
${intakeForm({
  kit,
  path: document.path,
  entries,
  faults,
  code,
  key: context.formKey(request),
  mayKeep: results !== undefined,
  ...(codeFault === undefined ? {} : { codeFault }),
})}`,
      wrong > 0 || isEmpty ? 422 : 200,
    )
  }

  const documentOf = async (path: unknown): Promise<SiteDocument | undefined> =>
    typeof path === 'string' ? (await documents()).find((known) => known.path === path) : undefined

  const kitOf = async (document: SiteDocument): Promise<Kit | TooShort | undefined> => {
    const read = await prose(document.path)
    if (read === undefined) return undefined
    // As the team calls it: the letter itself may only say « Notification ».
    return buildKit({ ...read, title: document.title ?? read.title }, document.path)
  }

  const unknown = (reply: FastifyReply): FastifyReply =>
    send(
      reply,
      'Ce document n’est pas connu',
      html`<p>Il a peut-être changé de place depuis la dernière analyse. <a href="/tests">Choisir un document</a></p>`,
      404,
    )

  const noKit = (reply: FastifyReply, document: SiteDocument, made: TooShort | undefined): FastifyReply =>
    send(reply, titleOf(document), html`${sayNoKit(made)}<p><a href="/tests">Choisir un autre document</a></p>`, 422)
}

/** The page of the tests of a document. */
export function address(page: 'document' | 'kit' | 'saisir', path: string): string {
  return `/tests/${page}?chemin=${encodeURIComponent(path)}`
}

function titleOf({ title, path }: SiteDocument): string {
  return title ?? path
}

function isTest({ kind }: Proof): boolean {
  return kind === 'test-usagers'
}

function testsOf(proofs: readonly Proof[]): readonly TestResults[] {
  return proofs.flatMap(({ data }) => resultsOf(data) ?? [])
}

function sayNoKit(made: TooShort | undefined): Html {
  return made === undefined
    ? html`<p class="wrong">Ce document n’a pas pu être lu, ou ne contient aucun texte. Vérifiez que son fichier est toujours à sa place.</p>`
    : html`<p class="wrong">Ce document est trop court pour un test\u00a0: son corps compte ${made.words} mots, il en faut ${made.needed} au moins.</p>`
}

function sayOtherCode(code: string, kit: Kit): string {
  if (code === '') return 'Écrivez le code du kit\u00a0: il est en haut de chaque feuille.'
  return `Le code ${code} n’est pas celui de ce document aujourd’hui (${kit.code}). S’il est bien écrit, le document a changé depuis l’impression\u00a0: ces résultats parlent d’un autre texte.`
}

function listPage(known: readonly SiteDocument[], proofs: readonly Proof[]): Html {
  const titles = new Map(known.map((document) => [document.path, titleOf(document)]))
  const tested = [...new Map(proofs.map((proof) => [proof.path, proof])).values()].sort((a, b) =>
    b.at.localeCompare(a.at),
  )
  return html`<p>Avant de publier, essayez la lettre auprès de personnes qui la reçoivent. Limpide prépare le kit à imprimer et calcule les résultats. Aucun nom n’est demandé, aucun texte n’est gardé.</p>
${
  known.length === 0
    ? html`<p>Aucun document n’est en mémoire. Lancez d’abord une analyse.</p>`
    : html`<form method="get" action="/tests/document">
<label class="field" for="chemin">Document à essayer</label>
<select id="chemin" name="chemin" required><option value="">Choisissez</option>${known.map((document) => html`<option value="${document.path}">${titleOf(document)}${document.reference !== undefined && ` (${document.reference})`}</option>`)}</select>
<button type="submit">Ouvrir</button></form>`
}
<h2>Déjà essayés</h2>
${
  tested.length === 0
    ? html`<p>Aucun.</p>`
    : html`<table><thead><tr><th scope="col">Document</th><th scope="col">Dernier test</th><th scope="col">Le</th></tr></thead><tbody>${tested.map(
        ({ path, summary, at }) =>
          html`<tr><th scope="row"><a href="${address('document', path)}">${titles.get(path) ?? path}</a></th><td>${summary}</td><td class="day">${dayOf(at)}</td></tr>`,
      )}</tbody></table>`
}`
}

function documentPage(
  { path }: SiteDocument,
  made: Kit | TooShort | undefined,
  proofs: readonly Proof[],
  canWrite: boolean,
): Html {
  const tests = testsOf(proofs)
  const last = tests.at(-1)
  const before = tests.findLast(({ code }) => code !== last?.code)
  const kit = made !== undefined && isKit(made) ? made : undefined
  return html`<p class="path">${path}</p>
${
  kit === undefined
    ? sayNoKit(made !== undefined && !isKit(made) ? made : undefined)
    : html`<p>Kit ${kit.code}\u00a0: ${kit.cloze === undefined ? `pas de texte à trous (il faut ${kit.clozeLack?.needed} mots à compter, ce document en a ${kit.clozeLack?.words})` : `texte à trous (${kit.cloze.key.length} trous)`}, surligneur (${kit.sentences.length} phrases), ${kit.questions.length} questions, feuille d’accord, feuilles de l’équipe.</p>
${
  canWrite
    ? html`<ul class="actions"><li><a class="button" href="${address('kit', path)}">Ouvrir le kit à imprimer</a></li><li><a class="button" href="${address('saisir', path)}">Saisir les résultats</a></li></ul>`
    : html`<p>Votre accès permet de lire les résultats, pas de préparer un test.</p>`
}`
}
<h2>Résultats</h2>
${
  last === undefined
    ? html`<p>Ce document n’a pas encore été essayé.</p>`
    : html`${kit !== undefined && last.code !== kit.code && html`<p class="wrong">Le document a changé depuis ce test\u00a0: ces résultats parlent du texte d’avant (kit ${last.code}).</p>`}
${resultsView(last, last.code === kit?.code ? kit.sentences : undefined, before)}`
}
${
  proofs.length > 0 &&
  html`<h2>Gardé comme preuve</h2><ul>${proofs.toReversed().map(({ summary, at, actor }) => html`<li>${dayOf(at)}, ${actor}\u00a0: ${summary}</li>`)}</ul>`
}
<p><a href="/plan/document?chemin=${encodeURIComponent(path)}">Ce document dans le plan d’action</a></p>`
}
