import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CALIBRATION, INDICATORS } from 'limpide'
import { expect, test } from 'vitest'
import { indicatorTables } from './method-page.ts'

const page = readFileSync(join(import.meta.dirname, '../../packages/checker/METHODE.md'), 'utf8')

test('the method page gives the scales and the parts in force', () => {
  expect(page).toContain(indicatorTables())
  expect(page).toContain(`Calibrage ${CALIBRATION.version}.`)
  for (const { letter, label } of CALIBRATION.grades) expect(page).toContain(`| ${letter} | ${label} |`)
})

test('no weight is negative, and every indicator says how it is measured', () => {
  for (const { share, clear, complex, label, unit } of INDICATORS) {
    expect(share).toBeGreaterThanOrEqual(0)
    expect(clear).not.toBe(complex)
    expect(label).toContain('{x}')
    expect(unit).not.toBe('')
  }
})
