import { expect, test } from 'vitest'
import { loadFrench } from './index.ts'

const french = loadFrench()

function words(text: string): string[] {
  return french.analyse(text).flatMap((sentence) => sentence.tokens.map((token) => token.text))
}

/** « text#kind » for every token that is not a plain word or punctuation. */
function kinds(text: string): string[] {
  return french
    .analyse(text)
    .flatMap((sentence) => sentence.tokens)
    .filter((token) => token.kind !== 'word' && token.kind !== 'punct')
    .map((token) => `${token.text}#${token.kind}`)
}

test.each([
  ["l'avis", "l' avis"],
  ["jusqu'au soir", "jusqu' au soir"],
  ["lorsqu'il vient", "lorsqu' il vient"],
  ["puisqu'elle part", "puisqu' elle part"],
  ["aujourd'hui", "aujourd'hui"],
  ["la presqu'île", "la presqu'île"],
  ["quelqu'un d'autre", "quelqu'un d' autre"],
  ["les prud'hommes", "les prud'hommes"],
  ["c'est-à-dire", "c'est-à-dire"],
  ['Qu’est-ce que l’avis', 'Qu’ est -ce que l’ avis'],
  ['Y a-t-il un avis', 'Y a -t-il un avis'],
  ['donnez-le-nous', 'donnez -le -nous'],
  ['Puis-je venir', 'Puis -je venir'],
  ['Présentez-vous', 'Présentez -vous'],
  ['un rendez-vous', 'un rendez-vous'],
  ['Rendez-vous à 14 h 30', 'Rendez-vous à 14 h 30'],
  ['Rendez-vous sur notre site', 'Rendez -vous sur notre site'],
  ["Signez, puis rendez-vous à l'accueil", "Signez , puis rendez -vous à l' accueil"],
  ['Prenez rendez-vous au guichet', 'Prenez rendez-vous au guichet'],
  ['ci-joint', 'ci-joint'],
  ["d'Ille-et-Vilaine", "d' Ille-et-Vilaine"],
  ['jusqu’aux presqu’îles', 'jusqu’ aux presqu’îles'],
  ["presqu'achevé", "presqu' achevé"],
  ["donnez-m'en deux", "donnez -m' en deux"],
  ['Va-t’en vite', 'Va -t’ en vite'],
  ['Allez-vous-en', 'Allez -vous -en'],
  ['Vas-y', 'Vas -y'],
  ['rendez-nous-les', 'rendez -nous -les'],
  ["l'a-t-on vu", "l' a -t-on vu"],
  ['dussé-je attendre', 'dussé -je attendre'],
  ['le va-et-vient', 'le va-et-vient'],
  ['celui-ci', 'celui-ci'],
  ['vous-même', 'vous-même'],
  ['ce mois-ci', 'ce mois -ci'],
  ['Saint-Aubin-du-Cormier', 'Saint-Aubin-du-Cormier'],
  ['Ille-et-Vilaine', 'Ille-et-Vilaine'],
  ['peut-être', 'peut-être'],
  ['un chef-d’œuvre', 'un chef-d’œuvre'],
  ['enfant(s) né(e)', 'enfant(s) né(e)'],
  ['les agent·e·s', 'les agent·e·s'],
  ['etc.', 'etc.'],
  ['J.-P. Martin', 'J.-P. Martin'],
  ['la S.N.C.F. et', 'la S.N.C.F. et'],
  ['art. 3', 'art. 3'],
  ['fin...', 'fin ...'],
  ['(oui)', '( oui )'],
  ['« non »', '« non »'],
  ['sous-traite-t-il', 'sous-traite -t-il'],
])('%s is cut as %s', (text, expected) => {
  expect(words(text).join(' ')).toBe(expected)
})

test.each([
  ['1 240,50 €', '1 240,50 €#amount'],
  ['1\u202f240,50\u00a0€', '1\u202f240,50\u00a0€#amount'],
  ['50€', '50€#amount'],
  ['3 M€', '3 M€#amount'],
  ['12 mars 2025', '12 mars 2025#date'],
  ['1er avril', '1er avril#date'],
  ['12/03/2025', '12/03/2025#date'],
  ['2025-03-12', '2025-03-12#date'],
  ['le 31.12.2025.', '31.12.2025#date'],
  ['14 h 30', '14 h 30#time'],
  ['9h', '9h#time'],
  ['14h30', '14h30#time'],
  ['12:30', '12:30#time'],
  ['01 23 45 67 89', '01 23 45 67 89#phone'],
  ['01.23.45.67.89', '01.23.45.67.89#phone'],
  ['+33 1 23 45 67 89', '+33 1 23 45 67 89#phone'],
  ['0123456789', '0123456789#phone'],
  ['0 800 123 456', '0 800 123 456#phone'],
  ['le 36 46', '36 46#phone'],
  ['appelez le 3646', '3646#phone'],
  ['3646 dossiers', '3646#number'],
  ['contact@mairie.fr', 'contact@mairie.fr#email'],
  ['prenom.nom@rennes-metropole.fr.', 'prenom.nom@rennes-metropole.fr#email'],
  ['www.service-public.fr', 'www.service-public.fr#url'],
  ['https://www.caf.fr/a?b=c.', 'https://www.caf.fr/a?b=c#url'],
  ['(https://fr.wikipedia.org/wiki/A_(B))', 'https://fr.wikipedia.org/wiki/A_(B)#url'],
  ['service-public.fr', 'service-public.fr#url'],
  ['L. 123-4', 'L. 123-4#reference'],
  ['L.\u00a0123-4-1', 'L.\u00a0123-4-1#reference'],
  ['L123-4', 'L123-4#reference'],
  ['R. 421-5', 'R. 421-5#reference'],
  ['R.* 123-4', 'R.* 123-4#reference'],
  ['n° 2019-1333', 'n° 2019-1333#reference'],
  ['n° 2025-0458-AB', 'n° 2025-0458-AB#reference'],
  ['n°12', 'n°12#reference'],
  ['2025-0458-AB', '2025-0458-AB#reference'],
  ['DOS-2024-1234', 'DOS-2024-1234#reference'],
  ['14069*03', '14069*03#reference'],
  ['cerfa n° 14069*03', 'n° 14069*03#reference'],
  ['(UE) 2016/679', '2016/679#reference'],
  ['2024-2025', '2024-2025#number'],
  ['1/10', '1/10#number'],
  ['12,5', '12,5#number'],
  ['1 240', '1 240#number'],
  ['35000 Rennes', '35000#number'],
  ['5 %', '5#number %#symbol'],
])('%s is read as %s', (text, expected) => {
  expect(kinds(text).join(' ')).toBe(expected)
})

test('the age of a year is not a phone number, and two numbers side by side stay two', () => {
  expect(kinds('En 2024 300 personnes')).toEqual(['2024#number', '300#number'])
  expect(kinds('35140 Saint-Aubin')).toEqual(['35140#number'])
})

test('a placeholder is a noun, and a short phone number one, even where the same signs were read otherwise before', () => {
  const text = 'Il est aussi aussi connu.'
  const opaque = [{ start: 13, end: 18 }]
  const tokens = french.analyse(text, { opaque })[0]?.tokens ?? []
  expect(tokens.slice(2, 4).map((token) => token.upos)).toEqual(['ADV', 'NOUN'])
  const tags = (sentence: string) =>
    french.analyse(sentence)[0]?.tokens.flatMap(({ text, upos }) => (text === '3939' ? [upos] : []))
  expect(tags('Appelez le 3939.')).toEqual(['NOUN'])
  expect(tags('Il reste 3939 dossiers.')).toEqual(['NUM'])
})

test('opaque ranges are one placeholder each, whatever they hold', () => {
  const text = "Bonjour {{civilite}} {{nom}}, l'aide de {{montant}}."
  const opaque = [...text.matchAll(/\{\{.*?\}\}/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const tokens = french.analyse(text, { opaque })[0]?.tokens ?? []
  expect(tokens.filter((token) => token.kind === 'placeholder').map((token) => [token.text, token.upos])).toEqual([
    ['{{civilite}}', 'NOUN'],
    ['{{nom}}', 'NOUN'],
    ['{{montant}}', 'NOUN'],
  ])
  expect(tokens.map((token) => token.text)).toEqual([
    'Bonjour',
    '{{civilite}}',
    '{{nom}}',
    ',',
    "l'",
    'aide',
    'de',
    '{{montant}}',
    '.',
  ])
})

test('a placeholder glued to a word is cut from it', () => {
  const text = 'n°XXXXa'
  const tokens = french.analyse(text, { opaque: [{ start: 2, end: 6 }] })[0]?.tokens ?? []
  expect(tokens.map((token) => token.text).join('|')).toContain('XXXX')
})

test('contractions carry the two words they stand for', () => {
  const parts = (text: string) =>
    french
      .analyse(text)[0]
      ?.tokens.filter((token) => token.parts !== undefined)
      .map((token) => [token.norm, token.upos, ...(token.parts ?? [])])
  expect(parts('Le montant du loyer dépend des ressources.')).toEqual([
    ['du', 'ADP', 'de', 'le'],
    ['des', 'ADP', 'de', 'les'],
  ])
  expect(parts('Nous écrivons au maire et aux élus.')).toEqual([
    ['au', 'ADP', 'à', 'le'],
    ['aux', 'ADP', 'à', 'les'],
  ])
  expect(parts("L'organisme auquel vous écrivez est fermé.")).toEqual([['auquel', 'ADP', 'à', 'lequel']])
})

test('a partitive or plural article is not a contraction', () => {
  const tokens = french.analyse('Vous devez fournir des justificatifs.')[0]?.tokens ?? []
  const des = tokens.find((token) => token.norm === 'des')
  expect([des?.upos, des?.parts]).toEqual(['DET', undefined])
})

test('norm is lower case, composed, with a plain apostrophe, and keeps ligatures', () => {
  const tokens = french.analyse('L’ŒUVRE'.normalize('NFD'))[0]?.tokens ?? []
  expect(tokens.map((token) => token.norm)).toEqual(["l'", 'œuvre'])
  const accents = french.analyse('Déjà reçu'.normalize('NFD'))[0]?.tokens ?? []
  expect(accents.map((token) => token.norm)).toEqual(['déjà', 'reçu'])
})

test('a soft hyphen inside a word leaves its norm clean and its text whole', () => {
  const [token] = french.analyse('infor\u00admation')[0]?.tokens ?? []
  expect([token?.text, token?.norm]).toEqual(['infor\u00admation', 'information'])
})

test('fields, amounts, dates, phones and references count for one word, punctuation for none', () => {
  const count = (text: string) => french.analyse(text).reduce((sum, sentence) => sum + sentence.wordCount, 0)
  expect(count('Votre dossier n° 2025-0458-AB du 12 mars 2025 est complet.')).toBe(7)
  expect(count("Qu'il s'agisse d'un avis ou non, écrivez-nous !")).toBe(11)
  expect(count('Le montant est de 1 240,50 € (5 %).')).toBe(6)
})

test('spaced says whether white space stands before the token', () => {
  expect(french.analyse("l'avis (joint)")[0]?.tokens.map((token) => token.spaced)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ])
})

/** One example of each kind of token, alone between two words: it must stay whole in every way of typing it. */
const WHOLE: readonly (readonly [text: string, kind: string])[] = [
  ['1 240,50 €', 'amount'],
  ['1.240,50 EUR', 'amount'],
  ['12,5 k€', 'amount'],
  ['14 h 30', 'time'],
  ['14h30', 'time'],
  ['9 h', 'time'],
  ['12 mars 2025', 'date'],
  ['1er février', 'date'],
  ['1ᵉʳ août 2025', 'date'],
  ['12/03/2025', 'date'],
  ['01 23 45 67 89', 'phone'],
  ['+33 (0)1 23 45 67 89', 'phone'],
  ['(+33) 1 23 45 67 89', 'phone'],
  ['0 800 123 456', 'phone'],
  ['contact.état-civil@mairie.fr', 'email'],
  ['https://www.caf.fr/aides?x=1', 'url'],
  ['L. 123-4', 'reference'],
  ['R. 421-5', 'reference'],
  ['R* 421-5', 'reference'],
  ['L.O. 141', 'reference'],
  ['n° 2025-0458-AB', 'reference'],
  ['n° 12 345', 'reference'],
  ['n° 213 502 388 00019', 'reference'],
  ['n° 12345*03', 'reference'],
  ['12345*03', 'reference'],
  ['DP 035 047 25 A0012', 'reference'],
  ['FR76 3000 4000 0312 3456 7890 143', 'reference'],
  ['2 85 06 35 238 114 57', 'reference'],
  ['84.11Z', 'reference'],
]

test.each(WHOLE)('« %s » is one token (%s), whatever its spaces, its apostrophes and its accents', (text, kind) => {
  const spaces = [' ', '\u00a0', '\u202f']
  for (const space of spaces) {
    for (const form of ['NFC', 'NFD'] as const) {
      const typed = text.replaceAll(' ', space).normalize(form)
      const whole = `Voir ${typed} ici`
      const found = french.analyse(whole).flatMap(({ tokens }) => tokens)
      const token = found.find(({ start }) => start === 5)
      expect([token?.text, token?.kind, whole.slice(token?.start, token?.end)], JSON.stringify(typed)).toEqual([
        typed,
        kind,
        typed,
      ])
    }
  }
})
