import { createChecker, type DocumentType } from '@limpide/checker'
import { readText, type TextFormat } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import contact from '../contact-manquant.ts'
import delai from '../delai-manquant.ts'
import motivation from '../motivation-manquante.ts'
import recours from '../voies-de-recours-manquantes.ts'

const LETTER =
  'Objet : votre demande\n\nMadame,\n\nVotre demande ne peut recevoir une suite favorable.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nLe service'
const PAGE =
  '<p>Objet : votre demande</p><p>Madame,</p><p>Votre demande ne peut recevoir une suite favorable.</p><p>Veuillez agréer, Madame, nos salutations distinguées.</p>'

test.each([
  ['contact-manquant', contact, 'refus', LETTER, 'md'],
  ['contact-manquant', contact, 'refus', LETTER, 'txt'],
  ['contact-manquant', contact, 'refus', PAGE, 'html'],
  ['motivation-manquante', motivation, 'refus', LETTER, 'md'],
  ['voies-de-recours-manquantes', recours, 'refus', LETTER, 'md'],
  ['voies-de-recours-manquantes', recours, 'refus', PAGE, 'html'],
  ['delai-manquant', delai, 'accuse-de-reception', LETTER, 'md'],
] as const)(
  'the mention offered by %s goes before the closing formula and silences the rule',
  (_id, rule, type, text, format) => {
    const check = (source: string): ReturnType<ReturnType<typeof createChecker>['check']> =>
      createChecker([rule], loadFrench()).check(readText(source, format as TextFormat), { type: type as DocumentType })
    const fix = check(text).findings[0]?.suggestions[0]
    expect(fix).toBeDefined()
    if (!fix) return
    expect(fix.kind).toBe('gabarit')
    const fixed = text.slice(0, fix.start) + fix.text + text.slice(fix.end)
    expect(fixed.indexOf('suite favorable')).toBeLessThan(fix.start)
    expect(fix.start).toBeLessThan(text.indexOf('Veuillez'))
    expect(check(fixed).findings).toEqual([])
    if (format === 'html') expect(check(fixed).view.blocks.length).toBe(check(text).view.blocks.length + 1)
  },
)
