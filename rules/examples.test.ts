import { INDICATORS, type Rule } from '@limpide/checker'
import { describe, expect, test } from 'vitest'
import { applyFix, checkWith, explain, prepare } from './build/examples.ts'
import { loadRule } from './build/places.ts'
import { ruleFiles } from './build/sources.ts'

/** A neutral paragraph: put before an example, it may only move what is found. */
const BEFORE = 'La mairie ouvre le lundi.\n\n'

const SHORT_SENTENCE = 8

for (const { id, principle, path } of ruleFiles()) {
  // One file that does not load must not hide the results of the others.
  const rule = await loadRule(path).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  )

  describe(id, () => {
    if (rule instanceof Error) {
      test('the file loads', () => {
        throw rule
      })
      return
    }

    test('stands where its id and principle say', () => {
      expect(rule.id).toBe(id)
      expect(rule.principle).toBe(principle)
    })

    test('says in French what it finds, why it matters, what to do and where that comes from', () => {
      expect(rule.name.length).toBeGreaterThan(3)
      expect(rule.why.length).toBeGreaterThan(20)
      expect(rule.advice.length).toBeGreaterThan(10)
      expect(rule.sources.length).toBeGreaterThan(0)
      const keys = Object.values(rule.thresholds).map(({ key }) => key)
      expect(new Set(keys).size, 'a threshold has its own key').toBe(keys.length)
      for (const threshold of Object.values(rule.thresholds)) {
        expect(threshold.key, 'what limpide.yml calls a threshold').toMatch(/^[a-z]+(-[a-z]+)*$/)
        expect(threshold.key, 'a key is French').not.toMatch(
          /(^|-)(max|min|words?|share|many|several|short|size|run|title|page-words|shown|underlined|serious|large)(-|$)/,
        )
        expect(threshold.unit).not.toBe('')
        expect(threshold.source).not.toBe('')
        expect(threshold.value).toBeGreaterThanOrEqual(threshold.range[0])
        expect(threshold.value).toBeLessThanOrEqual(threshold.range[1])
      }
      for (const text of [rule.name, rule.why, rule.advice, ...Object.values(rule.messages)]) {
        expect(text, 'a no-break space stands before ; : ! ? » and after «').not.toMatch(/ [;:!?»]|« /)
        expect(text, 'a text for readers ends nowhere in a blank').toBe(text.trim())
      }
      for (const text of [rule.why, rule.advice, ...Object.values(rule.messages)]) expect(text).toMatch(/[.!?»]$/)
      if (rule.indicator) expect(INDICATORS.map((indicator) => indicator.id)).toContain(rule.indicator)
    })

    test('has at least two bad and two good examples, the good ones with their reason', () => {
      expect(rule.examples.filter((example) => 'bad' in example).length).toBeGreaterThanOrEqual(2)
      expect(rule.examples.filter((example) => 'good' in example).length).toBeGreaterThanOrEqual(2)
      for (const example of rule.examples) if ('good' in example) expect(example.because).not.toBe('')
    })

    test('reaches every message and reads every threshold in its examples', () => {
      const read = new Set<string>()
      const spy = watchThresholds(rule, read)
      const reached = new Set<string>()
      for (const example of rule.examples) {
        const { text, format, type, layout } = prepare(example)
        for (const finding of checkWith(spy, text, format, type, layout).occurrences) reached.add(finding.messageId)
      }
      expect([...reached].sort()).toEqual(Object.keys(rule.messages).sort())
      expect([...read].sort()).toEqual(Object.keys(rule.thresholds).sort())
    })

    for (const example of rule.examples) {
      const { text, marks, format, type, layout } = prepare(example)
      const label = text.replace(/\s+/g, ' ').slice(0, 80)
      if ('good' in example) {
        test(`is silent: ${label}`, () => {
          const result = checkWith(rule, text, format, type, layout)
          expect(result.problems).toEqual([])
          expect(result.findings.length, explain(text, result)).toBe(0)
        })
        continue
      }

      test(`finds: ${label}`, () => {
        const result = checkWith(rule, text, format, type, layout)
        const analysis = explain(text, result)
        expect(result.problems).toEqual([])
        expect(result.findings.length, analysis).toBeGreaterThan(0)
        if (marks.length === 0) {
          expect(
            result.findings.map((finding) => finding.block),
            analysis,
          ).toEqual(result.findings.map(() => -1))
        } else {
          const found = result.findings.map(({ start, end }) => text.slice(start, end))
          expect(found, analysis).toEqual(marks.map(({ start, end }) => text.slice(start, end)))
          expect(
            result.findings.map(({ start, end }) => ({ start, end })),
            analysis,
          ).toEqual(marks)
        }
        for (const finding of result.findings) {
          expect(finding.message, 'every {name} of a message has its data').not.toMatch(/[{}]/)
          if (finding.block < 0 || finding.sentence < 0) continue
          const sentence = result.view.blocks[finding.block]?.sentences[finding.sentence]
          if (!sentence || sentence.words.length <= SHORT_SENTENCE) continue
          expect(finding.end - finding.start, `the whole sentence is underlined\n${analysis}`).toBeLessThan(
            sentence.text.length,
          )
        }
      })

      test(`is silenced by its first suggestion: ${label}`, () => {
        const { findings } = checkWith(rule, text, format, type, layout)
        for (const finding of findings) {
          const fix = finding.suggestions[0]
          if (!fix) continue
          const fixed = applyFix(text, fix)
          const after = checkWith(rule, fixed, format, type, layout)
          const still = after.findings.filter(
            ({ start, end }) => start < fix.start + fix.text.length + 1 && end > fix.start,
          )
          expect(
            still.map((found) => fixed.slice(found.start, found.end)),
            explain(fixed, after),
          ).toEqual([])
        }
      })

      const { better } = example
      if (better !== undefined) {
        test(`accepts the better wording: ${better.slice(0, 80)}`, () => {
          const result = checkWith(rule, better, format, type, layout)
          expect(result.findings.length, explain(better, result)).toBe(0)
        })
      }

      // A document rule answers for the whole; a page's frame cannot be put after a paragraph.
      if (rule.scope === 'document' || /^\s*(---\n|<!doctype|<html)/i.test(text)) continue
      test(`is moved, not changed, by a paragraph put before: ${label}`, () => {
        const before = format === 'html' ? `<p>${BEFORE.trim()}</p>\n` : BEFORE
        const places = checkWith(rule, text, format, type, layout).findings
        const result = checkWith(rule, before + text, format, type, layout)
        expect(
          result.findings.map(({ start, end, messageId }) => ({ start, end, messageId })),
          explain(before + text, result),
        ).toEqual(
          places.map(({ start, end, messageId }) => ({
            start: start + before.length,
            end: end + before.length,
            messageId,
          })),
        )
      })
    }
  })
}

/** The rule, telling which of its thresholds it reads. */
function watchThresholds(rule: Rule, read: Set<string>): Rule {
  const watch = (threshold: Readonly<Record<string, number>>) =>
    new Proxy(threshold, {
      get: (values, name) => {
        if (typeof name === 'string' && name in values) read.add(name)
        return Reflect.get(values, name)
      },
    })
  const { premise } = rule
  return {
    ...rule,
    ...(premise
      ? { premise: (document, context) => premise(document, { ...context, threshold: watch(context.threshold) }) }
      : {}),
    run: (target, context) => rule.run(target, { ...context, threshold: watch(context.threshold) }),
  }
}
