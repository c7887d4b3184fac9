import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { type AccessRole, reaches } from '../serve/access.ts'
import type { RateRatio, Rates } from './rate-ratio.ts'
import type { CardTable, PlanTable, PlanTables, VersionTable } from './schema.ts'
import { moveBetween, type Step, stepOf } from './steps.ts'

/** What is known of a document on the day something is done to it. */
export interface Snapshot {
  /** Its file, as the memory of the library writes it. */
  readonly path: string
  readonly title: string
  readonly reference?: string
  readonly service?: string
  /** Copies or views a year, as declared. */
  readonly volume?: number
  /** Fingerprint of its file; `null` when it is not there. */
  readonly hash: string | null
  readonly score: VersionScore | null
}

/** A score with what it was computed under: two are compared only where these are the same. */
export interface VersionScore {
  readonly value: number
  readonly margin: number
  readonly grade: string
  readonly rules: string
  readonly calibration: string
}

/** A document that the team follows. */
export interface Plan {
  readonly path: string
  /** Counts the writings: who edits says which one they read. */
  readonly revision: number
  readonly step: Step
  readonly owner: string | null
  readonly legalExpert: string | null
  /** YYYY-MM-DD */
  readonly dueOn: string | null
  readonly title: string
  readonly reference: string | null
  readonly service: string | null
  readonly openedAt: string
  readonly updatedAt: string
}

/** The fields of a plan that a person writes. */
export const PLAN_FIELDS = ['owner', 'legalExpert', 'dueOn', 'step'] as const
export type PlanField = (typeof PLAN_FIELDS)[number]

/** What a person writes: a field left out stays as it is. */
export interface PlanEdit {
  readonly owner?: string | null
  readonly legalExpert?: string | null
  readonly dueOn?: string | null
  readonly step?: Step
}

/** One change of a plan. `ouvert`, `commentaire`, `preuve`, `version`, `mesure` and `carte` are told beside the fields. */
export interface PlanChange {
  readonly path: string
  readonly revision: number
  readonly at: string
  readonly actor: string
  readonly field: PlanField | 'ouvert' | 'commentaire' | 'preuve' | 'version' | 'mesure' | 'carte'
  readonly from: string | null
  readonly to: string | null
  readonly reason: string | null
}

/** A text of a document as it was sent out; number 0 is the one before the first rewriting. */
export interface DocumentVersion {
  readonly path: string
  readonly number: number
  /** YYYY-MM-DD; `null` for number 0. */
  readonly publishedOn: string | null
  readonly publishedBy: string | null
  readonly keptAt: string
  /** The file that held this text, and its fingerprint on that day; `null`: kept before files were. */
  readonly file: string | null
  readonly hash: string | null
  readonly score: VersionScore | null
  readonly volume: number | null
}

/** What shows that a text was tried before it went out; nothing personal is in it. */
export interface NewProof {
  readonly kind: 'test-usagers' | 'relecture-juridique'
  /** One sentence, as the team will read it: « 8 personnes, texte à trous 71 % (de 58 à 82 %) ». */
  readonly summary: string
  /** How many persons took part. */
  readonly participants?: number
  /** The results in full, as JSON holds them. */
  readonly data: unknown
}

/** A proof as it is kept, with the number of the version that was tried. */
export interface Proof extends Omit<NewProof, 'data' | 'participants'> {
  readonly id: string
  readonly path: string
  readonly number: number
  readonly at: string
  readonly actor: string
  readonly participants: number | null
  readonly data: unknown
}

/** The rate of reports after a publication against the rate before, as it was kept. */
export interface Measure extends RateRatio {
  readonly path: string
  readonly number: number
  readonly measuredOn: string
  readonly actor: string
  readonly rates: Rates
}

export type CardState = 'brouillon' | 'publiee' | 'retiree'

/** « Vous nous l’avez demandé, on l’a fait »: what one version of a document answered. */
export interface Card {
  readonly id: string
  readonly path: string
  readonly number: number
  readonly revision: number
  readonly state: CardState
  readonly title: string
  /** Id of the service; empty: none. */
  readonly service: string
  /** How many reports spoke of each difficulty. */
  readonly themes: Readonly<Record<string, number>>
  readonly reports: number
  readonly oldSentence: string
  readonly newSentence: string
  readonly verbatim: string | null
  readonly publishedOn: string | null
  readonly updatedAt: string
  readonly withdrawnReason: string | null
}

export type CardText = Pick<Card, 'title' | 'themes' | 'reports' | 'oldSentence' | 'newSentence' | 'verbatim'> & {
  readonly service: string
}

/** Who acts, with what right, and why. */
export interface By {
  readonly actor: string
  readonly role: AccessRole
  readonly reason?: string
}

/** Why nothing was written. */
export type Refusal = 'role' | 'passage' | 'motif' | 'publication' | 'mesure' | 'date' | 'phrases'

/** What became of a writing. Where another wrote since, nothing is: `since` says what they did, `base` what was read. */
export type Written<T> =
  | { readonly kind: 'fait'; readonly now: T }
  | { readonly kind: 'conflit'; readonly now: T; readonly base: T; readonly since: readonly PlanChange[] }
  | { readonly kind: 'refus'; readonly why: Refusal }
  | { readonly kind: 'inconnu' }

/** The action plan of a library. Instants are given by the caller, in ISO 8601 and UTC. */
export interface PlanStore {
  /** Puts a document in the plan, with its score of the day; one that is there already stays as it is. */
  open(path: string, known: Snapshot, by: By, now: string): Promise<Written<Plan>>
  /** Writes fields of the plan that was read at this revision. */
  edit(path: string, revision: number, edit: PlanEdit, by: By, now: string): Promise<Written<Plan>>
  /** Adds a comment: two persons who comment at once are both kept. */
  comment(path: string, text: string, by: By, now: string): Promise<Written<Plan>>
  /** Keeps the new text of a document, sent out from this day on, and moves its plan to « publié ». */
  publish(
    path: string,
    revision: number,
    version: { readonly on: string; readonly known: Snapshot },
    by: By,
    now: string,
  ): Promise<Written<Plan>>
  /** Keeps the effect of the last version and moves its plan to « mesuré ». */
  measure(
    path: string,
    revision: number,
    measure: { readonly on: string; readonly rates: Rates; readonly ratio: RateRatio },
    by: By,
    now: string,
  ): Promise<Written<Plan>>
  /** Keeps a proof for the version that is being prepared; answers its number. The document need not be in the plan yet. */
  attachProof(
    path: string,
    proof: NewProof,
    by: Pick<By, 'actor'>,
    now: string,
  ): Promise<{ readonly id: string; readonly number: number }>
  list(): Promise<readonly Plan[]>
  get(path: string): Promise<Plan | undefined>
  /** What was done, oldest first; of every document without a path. */
  history(path?: string): Promise<readonly PlanChange[]>
  versions(path?: string): Promise<readonly DocumentVersion[]>
  proofs(path?: string): Promise<readonly Proof[]>
  measures(path?: string): Promise<readonly Measure[]>
  /** The day from which reports count, by document: that of its last version. */
  publications(): Promise<ReadonlyMap<string, string>>
  /** Writes the card of a version, read at this revision (0: there was none). */
  saveCard(path: string, number: number, revision: number, text: CardText, by: By, now: string): Promise<Written<Card>>
  publishCard(id: string, revision: number, on: string, by: By, now: string): Promise<Written<Card>>
  /** Takes a card back, with a reason that is kept. */
  withdrawCard(id: string, revision: number, by: By, now: string): Promise<Written<Card>>
  cards(filter?: { readonly path?: string; readonly state?: CardState }): Promise<readonly Card[]>
  close(): Promise<void>
}

/** The plan kept in tables of `PLAN_MIGRATIONS`. */
export function createPlanStore(db: Kysely<PlanTables>): PlanStore {
  type Trx = Transaction<PlanTables>
  const note = async (
    trx: Trx,
    at: string,
    { path, revision }: { readonly path: string; readonly revision: number },
    by: { readonly actor: string; readonly reason?: string },
    changes: readonly (Pick<PlanChange, 'field'> & Partial<Pick<PlanChange, 'from' | 'to'>>)[],
  ): Promise<void> => {
    if (changes.length === 0) return
    await trx
      .insertInto('plan_history')
      .values(
        changes.map(({ field, from = null, to = null }) => ({
          path,
          revision,
          at,
          actor: storable(by.actor),
          field,
          from_value: from,
          to_value: to === null ? null : storable(to),
          reason: by.reason === undefined || by.reason === '' ? null : storable(by.reason),
        })),
      )
      .execute()
  }

  const historyOf = async (trx: Kysely<PlanTables>, path?: string, after = 0): Promise<readonly PlanChange[]> => {
    let query = trx.selectFrom('plan_history').selectAll().where('revision', '>', after).orderBy('rank')
    if (path !== undefined) query = query.where('path', '=', path)
    return (await query.execute()).flatMap((row) => {
      const field = FIELDS.find((known) => known === row.field)
      if (field === undefined) return []
      const { revision, at, actor, from_value: from, to_value: to, reason } = row
      return [{ path: row.path, revision, at, actor, field, from, to, reason }]
    })
  }

  /** Writes a plan that is still as it was read, or says what was written since. */
  const write = (
    path: string,
    revision: number,
    now: string,
    by: By,
    /** What to write, or why not; what goes with it is written in the same breath. */
    prepare: (
      plan: Plan,
      trx: Trx,
    ) => Promise<
      { readonly why: Refusal } | { readonly edit: PlanEdit; readonly more?: (next: Plan) => Promise<void> }
    >,
  ): Promise<Written<Plan>> =>
    db.transaction().execute(async (trx): Promise<Written<Plan>> => {
      const row = await trx.selectFrom('plans').selectAll().where('path', '=', path).executeTakeFirst()
      if (row === undefined) return { kind: 'inconnu' }
      const plan = planOf(row)
      if (plan.revision !== revision) return conflict(trx, plan, revision)
      const prepared = await prepare(plan, trx)
      if ('why' in prepared) return { kind: 'refus', why: prepared.why }
      const { more } = prepared
      const edit = cleaned(prepared.edit)
      const changed = PLAN_FIELDS.flatMap((field) => {
        const [from, to] = [plan[field], edit[field]]
        return to === undefined || to === from ? [] : [{ field, from, to }]
      })
      if (changed.length === 0 && more === undefined) return { kind: 'fait', now: plan }
      const next = await trx
        .updateTable('plans')
        .set({
          revision: revision + 1,
          updated_at: now,
          step: edit.step ?? plan.step,
          owner: edit.owner === undefined ? plan.owner : edit.owner,
          legal_expert: edit.legalExpert === undefined ? plan.legalExpert : edit.legalExpert,
          due_on: edit.dueOn === undefined ? plan.dueOn : edit.dueOn,
        })
        .where('path', '=', path)
        // Between what was read above and here, another connection may have written: then nothing is.
        .where('revision', '=', revision)
        .returningAll()
        .executeTakeFirst()
      if (next === undefined) {
        const other = await trx.selectFrom('plans').selectAll().where('path', '=', path).executeTakeFirstOrThrow()
        return conflict(trx, planOf(other), revision)
      }
      await note(trx, now, next, by, changed)
      await more?.(planOf(next))
      return { kind: 'fait', now: planOf(next) }
    })

  const conflict = async (trx: Trx, plan: Plan, revision: number): Promise<Written<Plan>> => {
    const since = await historyOf(trx, plan.path, revision)
    return { kind: 'conflit', now: plan, base: undone(plan, since), since }
  }

  const lastNumber = async (trx: Kysely<PlanTables>, path: string): Promise<number> => {
    const row = await trx
      .selectFrom('document_versions')
      .select('number')
      .where('path', '=', path)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.number ?? 0
  }

  const writeCard = (
    id: string,
    revision: number,
    by: By,
    now: string,
    said: string,
    change: (card: Card) => Partial<CardTable> | Refusal,
  ): Promise<Written<Card>> =>
    db.transaction().execute(async (trx): Promise<Written<Card>> => {
      const row = await trx.selectFrom('plan_cards').selectAll().where('id', '=', id).executeTakeFirst()
      if (row === undefined) return { kind: 'inconnu' }
      const card = cardOf(row)
      if (!reaches(by.role, 'responsable') && said !== 'écrite') return { kind: 'refus', why: 'role' }
      const changed = change(card)
      if (typeof changed === 'string') return { kind: 'refus', why: changed }
      const next = await trx
        .updateTable('plan_cards')
        .set({ ...changed, revision: revision + 1, updated_at: now })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .returningAll()
        .executeTakeFirst()
      if (next === undefined) {
        const other = await trx.selectFrom('plan_cards').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        return { kind: 'conflit', now: cardOf(other), base: card, since: [] }
      }
      await noteCard(trx, next.path, by, now, `${said} (version ${next.number})`)
      return { kind: 'fait', now: cardOf(next) }
    })

  /** What is done to a card is told in the history of its document, and does not make the plan another one. */
  const noteCard = async (trx: Trx, path: string, by: By, now: string, to: string): Promise<void> => {
    const plan = await trx.selectFrom('plans').select('revision').where('path', '=', path).executeTakeFirst()
    await note(trx, now, { path, revision: plan?.revision ?? 0 }, by, [{ field: 'carte', to }])
  }

  return {
    open: (path, known, by, now) =>
      db.transaction().execute(async (trx): Promise<Written<Plan>> => {
        if (!reaches(by.role, 'redaction')) return { kind: 'refus', why: 'role' }
        const added = await trx
          .insertInto('plans')
          .values({
            path,
            revision: 1,
            step: 'a-traiter',
            owner: null,
            legal_expert: null,
            due_on: null,
            title: storable(known.title),
            reference: known.reference ?? null,
            service: known.service ?? null,
            opened_at: now,
            updated_at: now,
          })
          .onConflict((on) => on.column('path').doNothing())
          .returningAll()
          .executeTakeFirst()
        if (added === undefined) {
          const row = await trx.selectFrom('plans').selectAll().where('path', '=', path).executeTakeFirstOrThrow()
          return { kind: 'fait', now: planOf(row) }
        }
        await trx
          .insertInto('document_versions')
          .values(versionRow(path, 0, known, now))
          .onConflict((on) => on.columns(['path', 'number']).doNothing())
          .execute()
        await note(trx, now, added, by, [{ field: 'ouvert' }])
        return { kind: 'fait', now: planOf(added) }
      }),

    edit: (path, revision, edit, by, now) =>
      write(path, revision, now, by, async (plan) => {
        if (!reaches(by.role, 'redaction')) return { why: 'role' }
        if (edit.dueOn !== undefined && edit.dueOn !== null && !isDay(edit.dueOn)) return { why: 'date' }
        if (edit.step === undefined || edit.step === plan.step) return { edit }
        const move = moveBetween(plan.step, edit.step)
        if (move === undefined) return { why: 'passage' }
        if (!reaches(by.role, move.role)) return { why: 'role' }
        if (move.needs === 'motif' && (by.reason ?? '').trim() === '') return { why: 'motif' }
        // These two are written with what they need: see `publish` and `measure`.
        if (move.needs === 'version') return { why: 'publication' }
        if (move.needs === 'mesure') return { why: 'mesure' }
        return { edit }
      }),

    comment: (path, text, by, now) =>
      db.transaction().execute(async (trx): Promise<Written<Plan>> => {
        if (!reaches(by.role, 'redaction')) return { kind: 'refus', why: 'role' }
        const row = await trx.selectFrom('plans').selectAll().where('path', '=', path).executeTakeFirst()
        if (row === undefined) return { kind: 'inconnu' }
        await note(trx, now, row, { actor: by.actor }, [{ field: 'commentaire', to: text }])
        return { kind: 'fait', now: planOf(row) }
      }),

    publish: (path, revision, { on, known }, by, now) =>
      write(path, revision, now, by, async (plan, trx) => {
        if (!isDay(on)) return { why: 'date' }
        const move = moveBetween(plan.step, 'publie')
        if (move === undefined) return { why: 'passage' }
        if (!reaches(by.role, move.role)) return { why: 'role' }
        if (known.score === null) return { why: 'publication' }
        const before = await trx
          .selectFrom('document_versions')
          .select(['number', 'published_on', 'hash'])
          .where('path', '=', path)
          .orderBy('number', 'desc')
          .limit(1)
          .executeTakeFirst()
        if (before?.published_on != null && on < before.published_on) return { why: 'date' }
        const number = (before?.number ?? 0) + 1
        const tested = await trx
          .selectFrom('plan_proofs')
          .select('id')
          .where('path', '=', path)
          .where('number', '=', number)
          .where('kind', '=', 'test-usagers')
          .executeTakeFirst()
        // Without a test, or with the very text of before, it may be published: someone says why.
        const isUsual = tested !== undefined && (before?.hash ?? null) !== known.hash
        if (!isUsual && (by.reason ?? '').trim() === '') return { why: 'motif' }
        return {
          edit: { step: 'publie' },
          more: async (next) => {
            await trx
              .insertInto('document_versions')
              .values({ ...versionRow(path, number, known, now), published_on: on, published_by: storable(by.actor) })
              .execute()
            await note(trx, now, next, { actor: by.actor }, [{ field: 'version', from: `${number}`, to: on }])
          },
        }
      }),

    measure: (path, revision, { on, rates, ratio }, by, now) =>
      write(path, revision, now, by, async (plan, trx) => {
        const move = moveBetween(plan.step, 'mesure')
        if (move === undefined) return { why: 'passage' }
        if (!reaches(by.role, move.role)) return { why: 'role' }
        const number = await lastNumber(trx, path)
        return {
          edit: { step: 'mesure' },
          more: async (next) => {
            await trx
              .insertInto('plan_measures')
              .values({
                path,
                number,
                measured_on: on,
                actor: storable(by.actor),
                reports_before: rates.before.reports,
                copies_before: rates.before.copies,
                reports_after: rates.after.reports,
                copies_after: rates.after.copies,
                ratio: ratio.ratio,
                low: ratio.low,
                high: ratio.high,
              })
              .execute()
            await note(trx, now, next, { actor: by.actor }, [{ field: 'mesure', from: `${number}` }])
          },
        }
      }),

    attachProof: (path, proof, { actor }, now) =>
      db.transaction().execute(async (trx) => {
        const id = randomUUID()
        const number = (await lastNumber(trx, path)) + 1
        await trx
          .insertInto('plan_proofs')
          .values({
            id,
            path,
            number,
            kind: proof.kind,
            at: now,
            actor: storable(actor),
            participants: proof.participants ?? null,
            summary: storable(proof.summary),
            data: storable(JSON.stringify(proof.data ?? null)),
          })
          .execute()
        const plan = await trx.selectFrom('plans').select('revision').where('path', '=', path).executeTakeFirst()
        await note(trx, now, { path, revision: plan?.revision ?? 0 }, { actor }, [
          { field: 'preuve', to: proof.summary },
        ])
        return { id, number }
      }),

    list: async () => (await db.selectFrom('plans').selectAll().orderBy('path').execute()).map(planOf),
    get: async (path) => {
      const row = await db.selectFrom('plans').selectAll().where('path', '=', path).executeTakeFirst()
      return row && planOf(row)
    },
    history: (path) => historyOf(db, path, -1),
    versions: async (path) => {
      const query = db.selectFrom('document_versions').selectAll().orderBy('path').orderBy('number')
      return (await (path === undefined ? query : query.where('path', '=', path)).execute()).map(versionOf)
    },
    proofs: async (path) => {
      const query = db.selectFrom('plan_proofs').selectAll().orderBy('path').orderBy('at').orderBy('id')
      return (await (path === undefined ? query : query.where('path', '=', path)).execute()).map(
        ({ kind, data, ...proof }) => ({
          ...proof,
          kind: kind === 'relecture-juridique' ? kind : 'test-usagers',
          data: JSON.parse(data),
        }),
      )
    },
    measures: async (path) => {
      const query = db.selectFrom('plan_measures').selectAll().orderBy('path').orderBy('number')
      return (await (path === undefined ? query : query.where('path', '=', path)).execute()).map((row) => ({
        path: row.path,
        number: row.number,
        measuredOn: row.measured_on,
        actor: row.actor,
        rates: {
          before: { reports: row.reports_before, copies: row.copies_before },
          after: { reports: row.reports_after, copies: row.copies_after },
        },
        ratio: row.ratio,
        low: row.low,
        high: row.high,
      }))
    },
    async publications() {
      const rows = await db
        .selectFrom('document_versions')
        .select(['path', 'published_on'])
        .where('published_on', 'is not', null)
        .orderBy('number')
        .execute()
      return new Map(rows.flatMap(({ path, published_on }) => (published_on === null ? [] : [[path, published_on]])))
    },

    saveCard: async (path, number, revision, text, by, now) => {
      if (!reaches(by.role, 'redaction')) return { kind: 'refus', why: 'role' }
      const row = {
        title: storable(text.title),
        service: text.service,
        themes: JSON.stringify(text.themes),
        reports: text.reports,
        old_sentence: storable(text.oldSentence),
        new_sentence: storable(text.newSentence),
        verbatim: text.verbatim === null ? null : storable(text.verbatim),
      }
      const id = randomUUID()
      const added = await db.transaction().execute(async (trx) => {
        const made = await trx
          .insertInto('plan_cards')
          .values({
            ...row,
            path,
            number,
            id,
            revision: 1,
            state: 'brouillon',
            published_on: null,
            updated_at: now,
            withdrawn_reason: null,
          })
          .onConflict((on) => on.columns(['path', 'number']).doNothing())
          .returningAll()
          .executeTakeFirst()
        if (made !== undefined) await noteCard(trx, path, by, now, `écrite (version ${number})`)
        return made
      })
      if (added !== undefined) return { kind: 'fait', now: cardOf(added) }
      const known = await db
        .selectFrom('plan_cards')
        .select('id')
        .where('path', '=', path)
        .where('number', '=', number)
        .executeTakeFirstOrThrow()
      return writeCard(known.id, revision, by, now, 'écrite', (card) =>
        // What the public reads is changed by whoever may publish it.
        card.state === 'publiee' && !reaches(by.role, 'responsable') ? 'role' : row,
      )
    },
    publishCard: (id, revision, on, by, now) =>
      writeCard(id, revision, by, now, 'publiée', (card) => {
        if (!isDay(on)) return 'date'
        if (card.oldSentence.trim() === '' || card.newSentence.trim() === '') return 'phrases'
        return { state: 'publiee', published_on: on, withdrawn_reason: null }
      }),
    withdrawCard: (id, revision, by, now) =>
      writeCard(id, revision, by, now, 'retirée', () =>
        (by.reason ?? '').trim() === '' ? 'motif' : { state: 'retiree', withdrawn_reason: storable(by.reason ?? '') },
      ),
    cards: async ({ path, state } = {}) => {
      let query = db.selectFrom('plan_cards').selectAll().orderBy('published_on', 'desc').orderBy('id')
      if (path !== undefined) query = query.where('path', '=', path)
      if (state !== undefined) query = query.where('state', '=', state)
      return (await query.execute()).map(cardOf)
    },
    close: () => db.destroy(),
  }
}

const FIELDS = [...PLAN_FIELDS, 'ouvert', 'commentaire', 'preuve', 'version', 'mesure', 'carte'] as const

/** The plan as it was before these changes. */
function undone(plan: Plan, since: readonly PlanChange[]): Plan {
  let before = plan
  for (const { field, from } of [...since].reverse()) {
    if (field === 'owner' || field === 'legalExpert' || field === 'dueOn') before = { ...before, [field]: from }
    if (field === 'step') before = { ...before, step: stepOf(from ?? undefined) ?? before.step }
  }
  return { ...before, revision: (since[0]?.revision ?? plan.revision + 1) - 1 }
}

/** YYYY-MM-DD, a day that exists. */
function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}

/** PostgreSQL keeps neither a NUL nor half a character. */
function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd')
}

/** Names without the spaces around them; an empty one is none. */
function cleaned({ owner, legalExpert, ...edit }: PlanEdit): PlanEdit {
  const name = (text: string | null): string | null => storable(text ?? '').trim() || null
  return {
    ...edit,
    ...(owner === undefined ? {} : { owner: name(owner) }),
    ...(legalExpert === undefined ? {} : { legalExpert: name(legalExpert) }),
  }
}

function planOf(row: PlanTable): Plan {
  return {
    path: row.path,
    revision: row.revision,
    step: stepOf(row.step) ?? 'a-traiter',
    owner: row.owner,
    legalExpert: row.legal_expert,
    dueOn: row.due_on,
    title: row.title,
    reference: row.reference,
    service: row.service,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
  }
}

function versionRow(
  path: string,
  number: number,
  { path: file, hash, score, volume }: Snapshot,
  now: string,
): VersionTable {
  return {
    path,
    number,
    published_on: null,
    published_by: null,
    kept_at: now,
    file,
    hash,
    value: score?.value ?? null,
    margin: score?.margin ?? null,
    grade: score?.grade ?? null,
    rules: score?.rules ?? null,
    calibration: score?.calibration ?? null,
    volume: volume ?? null,
  }
}

function versionOf(row: VersionTable): DocumentVersion {
  const { value, margin, grade, rules, calibration } = row
  const isScored = value !== null && margin !== null && grade !== null && rules !== null && calibration !== null
  return {
    path: row.path,
    number: row.number,
    publishedOn: row.published_on,
    publishedBy: row.published_by,
    keptAt: row.kept_at,
    file: row.file,
    hash: row.hash,
    score: isScored ? { value, margin, grade, rules, calibration } : null,
    volume: row.volume,
  }
}

function cardOf(row: CardTable): Card {
  return {
    id: row.id,
    path: row.path,
    number: row.number,
    revision: row.revision,
    state: row.state === 'publiee' || row.state === 'retiree' ? row.state : 'brouillon',
    title: row.title,
    service: row.service,
    themes: JSON.parse(row.themes),
    reports: row.reports,
    oldSentence: row.old_sentence,
    newSentence: row.new_sentence,
    verbatim: row.verbatim,
    publishedOn: row.published_on,
    updatedAt: row.updated_at,
    withdrawnReason: row.withdrawn_reason,
  }
}
