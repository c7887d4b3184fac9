import { mask, offTopic } from '@limpide/reports'
import type { NewReport } from '@limpide/reports/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accessibilityPage } from './accessibility-page.ts'
import type { SiteContext } from './context.ts'
import { EVERYONE } from './gate.ts'
import { type Html, html } from './html.ts'
import { publicForm, type Sent } from './public-form.ts'
import { registerPage } from './register-page.ts'
import { alert, confirmPage, type FormValues, faultsOf, formPage, MOST, readForm } from './report-form.ts'
import { networkOf } from './watch.ts'

/** The text of a joined page is kept up to here, in characters. */
export const ATTACHMENT_LENGTH = 30_000

const TITLE = 'Signaler un document difficile'

/** What every visitor may use: the form of reports, and what is said of what is kept. */
export function formRoutes(site: FastifyInstance, context: SiteContext): void {
  const { perMinute } = context
  const { reports, keepsAddress, contact } = context.options

  site.get('/registre', EVERYONE, (_, reply) =>
    context.send(reply, 'Ce que nous gardons de vos signalements', registerPage(keepsAddress, contact)),
  )
  site.get('/accessibilite', EVERYONE, (_, reply) =>
    context.send(reply, 'Déclaration d’accessibilité', accessibilityPage(context.options.service, contact)),
  )
  publicForm(site, context, {
    path: '/signaler',
    title: TITLE,
    perMinute,
    start: ({ query }) => ({ reference: [referenceIn(query)] }),
    page: (fields, key, wrong) => formPage(readForm(fields), new Map(), key, wrong),
    answer: (sent, request, reply) => takeReport(context, sent, request, reply),
  })
  publicForm(site, context, {
    path: '/signaler/effacer',
    title: 'Effacer un signalement',
    perMinute,
    page: (_, key, wrong) => erasePage(key, wrong),
    async answer({ fields, key }, _, reply) {
      if ((await reports.erase(fields.code?.[0] ?? '', context.isoNow())) === 'fait')
        return context.send(reply, 'Votre signalement est effacé', html`<p>Il n’en reste rien.</p>`)
      const wrong = 'Aucun signalement n’a ce code. Vérifiez-le, puis recommencez.'
      return context.send(reply, 'Effacer un signalement', erasePage(key, wrong), 404)
    },
  })
}

/** A report by the form: shown again with what is missing, then as it will be kept, then kept. */
async function takeReport(
  context: SiteContext,
  { fields, file, key }: Sent,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { reports, readFile, keepsAddress } = context.options
  // Only a program fills what nobody sees: it is thanked, and nothing is kept.
  if ((fields.site?.[0] ?? '') !== '')
    return context.send(reply, 'Merci', html`<p>Votre signalement est bien reçu.</p>`)
  const read = readForm(fields)
  const step = fields.etape?.[0]
  if (step === 'modifier') return context.send(reply, TITLE, formPage(read, new Map(), key))
  const text = file === undefined ? read.attachment : ((await readFile(file.bytes, file.name)) ?? '')
  const { values, count } = maskValues({ ...read, attachment: text.slice(0, ATTACHMENT_LENGTH) })
  const faults = new Map(faultsOf(values))
  if (file !== undefined && text === '')
    faults.set('reference', 'Nous n’avons pas pu lire le fichier joint. Écrivez la référence ou le titre du document.')
  if (faults.size > 0) return context.send(reply, TITLE, formPage(values, faults, key), 422)
  if (step !== 'envoyer') return context.send(reply, 'Relisez avant d’envoyer', confirmPage(values, count, key))
  const now = context.isoNow()
  const report = reportOf(values, now)
  const why = offTopic({ ...report, id: '', line: 0, rejected: false, masked: [] })
  if (why === 'publicite' || why === 'injure' || why === 'contestation' || why === 'service') {
    await reports.countAside(why, now.slice(0, 10))
    return context.send(reply, 'Merci', asidePage())
  }
  const added = await context.intake.take({
    report,
    channel: 'formulaire',
    network: networkOf(request.ip),
    reporter: `visite:${context.knownVisitor(request, reply)}`,
    ...(values.attachment === '' ? {} : { attachment: values.attachment }),
    ...(keepsAddress ? { address: request.ip } : {}),
  })
  return context.send(
    reply,
    'Merci, votre signalement est envoyé',
    html`<p>Il aidera à réécrire ce document. Nous ne pouvons pas vous répondre\u00a0: nous ne savons pas qui vous êtes.</p>
<p>Pour effacer ce signalement plus tard, gardez ce code\u00a0:</p><p class="code">${added?.code}</p>`,
  )
}

function referenceIn(query: unknown): string {
  if (typeof query !== 'object' || query === null || !('ref' in query)) return ''
  return typeof query.ref === 'string' ? query.ref.slice(0, MOST.reference) : ''
}

function maskValues(values: FormValues): { values: FormValues; count: number } {
  let count = 0
  const clean = (text: string, except: Parameters<typeof mask>[1] = {}): string => {
    const { text: cleaned, masked } = mask(text, except)
    for (const one of masked) count += one.count
    return cleaned
  }
  return {
    values: {
      ...values,
      reference: clean(values.reference, { except: ['plaque', 'dossier'] }),
      comment: clean(values.comment),
      suggestion: clean(values.suggestion),
      attachment: clean(values.attachment),
    },
    count,
  }
}

function reportOf(values: FormValues, now: string): NewReport['report'] {
  return {
    ...(values.reference === '' ? {} : { reference: values.reference }),
    date: now.slice(0, 10),
    role: values.role ?? 'usager',
    difficulties: values.difficulties,
    comment: values.comment,
    suggestion: values.suggestion,
  }
}

function asidePage(): Html {
  return html`<p>Votre message parle d’autre chose que de la façon dont le document est écrit. Nous ne pouvons pas le traiter ici, et nous ne le gardons pas.</p>
<p>Pour donner votre avis sur un service\u00a0: «\u00a0Je donne mon avis\u00a0», sur plus.transformation.gouv.fr. Pour contester une décision, suivez les voies de recours écrites dans le courrier.</p>`
}

function erasePage(key: string, wrong: string | undefined): Html {
  return html`${wrong !== undefined && alert(wrong)}
<form method="post" action="/signaler/effacer">
<input type="hidden" name="cle" value="${key}">
<label class="field" for="code">Le code reçu à l’envoi</label>
<span class="hint" id="aide-code">Seize signes, par quatre.</span>
<input type="text" id="code" name="code" maxlength="30" autocomplete="off" aria-describedby="aide-code" required>
<button type="submit">Effacer mon signalement</button>
</form>`
}
