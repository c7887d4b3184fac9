// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are the subject of these tests
import { describe, expect, test } from 'vitest'
import { findPlaceholders, maskPlaceholders, type Syntax } from './placeholders.ts'

/** ⟦…⟧ surrounds each expected merge field, ⟪…⟫ each tag that prints nothing. */
function expected(marked: string): { source: string; finds: { kind: string; start: number; end: number }[] } {
  const finds: { kind: string; start: number; end: number }[] = []
  let source = ''
  let start = 0
  for (const c of marked) {
    if (c === '⟦' || c === '⟪') start = source.length
    else if (c === '⟧') finds.push({ kind: 'placeholder', start, end: source.length })
    else if (c === '⟫') finds.push({ kind: 'control', start, end: source.length })
    else source += c
  }
  return { source, finds }
}

const CASES: Readonly<Record<string, Readonly<Record<Syntax['format'], readonly string[]>>>> = {
  'double braces': {
    txt: [
      'Bonjour ⟦{{ nom }}⟧,',
      'Bonjour ⟦{{nom}}⟧',
      '⟦{{nom}}⟧⟦{{prenom}}⟧',
      'le ⟦{{ date|date:"l j F Y" }}⟧ à ⟦{{ lieu|upper ~ \' \' ~ cp }}⟧',
      'montant : ⟦{{ valeur|floatformat:2 }}⟧ €',
      '⟦{{ lot.get_type(lot.nb) }}⟧',
      '⟦{{- nom -}}⟧',
      '⟦{{{ html_brut }}}⟧',
      'sur deux lignes ⟦{{ nom\n | upper }}⟧ fin',
      '⟦{{}}⟧',
      'jamais fermé {{ nom',
      'jamais ouvert nom }}',
      '{{ a ⟦{{ b }}⟧',
      '⟦{{> adresse}}⟧',
      'auth⟦{{ n|pluralize }}⟧',
    ],
    md: ['**⟦{{ nom }}⟧**', '[Voir](⟦{{ url }}⟧)', '| ⟦{{ a|b }}⟧ | ⟦{{ c }}⟧ |', '# ⟦{{ titre }}⟧'],
    html: ['<p>⟦{{ nom }}⟧</p>', '<a href="⟦{{ url|raw }}⟧">⟦{{ texte }}⟧</a>', '<td>⟦{{ a > b }}⟧</td>'],
  },
  'tags that print nothing': {
    txt: [
      '⟪{% if x %}⟫oui⟪{% else %}⟫non⟪{% endif %}⟫',
      '⟪{%- for l in lots -%}⟫⟦{{ l }}⟧⟪{%- endfor -%}⟫',
      '⟪{%tr endfor %}⟫',
      '⟪{%p if outre_mer %}⟫',
      '⟪{# une note #}⟫Bonjour',
      '⟪{# une note\nsur deux lignes #}⟫Bonjour',
      '⟪{{#if x}}⟫oui⟪{{else}}⟫non⟪{{/if}}⟫',
      '⟪{{#each pieces}}⟫⟦{{this}}⟧⟪{{/each}}⟫',
      '⟪{{^vide}}⟫plein⟪{{/vide}}⟫',
      '⟪{{! remarque }}⟫texte',
      '⟪{{!-- remarque }} encore --}}⟫texte',
      '⟪{{else if y}}⟫',
      '⟪{{if .Nom}}⟫⟦{{.Nom}}⟧⟪{{end}}⟫',
      '⟪{{range .Pieces}}⟫- ⟦{{.}}⟧⟪{{end}}⟫',
      '⟪{% load static %}⟫',
      '⟪{% extends "base.html" %}⟫',
      '⟪{% block body %}⟫texte⟪{% endblock body %}⟫',
      '⟪{% trans_choice %}⟫',
      'Capture : ⟪{#if scientifique.mode_capture}⟫oui⟪{:else}⟫non⟪{/if}⟫',
      '⟪{#each pieces as piece}⟫⟦{piece.nom}⟧⟪{/each}⟫',
      '⟪{#pieces}⟫⟦{nom}⟧⟪{/pieces}⟫⟪{^pieces}⟫aucune⟪{/}⟫',
      '⟪{# une note avec {{ nom }} dedans #}⟫fin',
      'Avant ⟪{% comment %}une {{ note }} et {% if x %}{% endcomment %}⟫après',
      'Avant ⟪{%- comment "pourquoi" -%}note\n{%- endcomment -%}⟫après ⟦{{ nom }}⟧',
      '⟪{% comment %}⟫jamais fermé ⟪{% comment %}⟫ ⟦{{ nom }}⟧',
      '⟪{% trans %}⟫Bonjour ⟦{{ nom }}⟧⟪{% endtrans %}⟫',
      "⟪{% trans with {'%nom%': nom} from 'lettres' %}⟫Bonjour⟪{% endtrans %}⟫",
      'jamais fermé {% if x',
      'jamais fermé {# note',
    ],
    md: [
      '⟪:::steps⟫\ntexte\n⟪:::⟫',
      '# Titre ⟪{: .grand}⟫',
      '# Titre {#ancre}',
      '[Voir](page)⟪{target="_blank" .bouton #la}⟫, {x=1}',
    ],
    html: ['<table>⟪{% for l in x %}⟫<tr></tr>⟪{% endfor %}⟫</table>', '<option ⟪{% if s %}⟫selected⟪{% endif %}⟫>'],
  },
  'tags that print a value': {
    txt: [
      'écrivez à ⟦{% mailto CONTACT %}⟧',
      'allez sur ⟦{% url "register" %}⟧',
      '⟦{% now "Y" %}⟧',
      '⟦{% trans "Bonjour" %}⟧',
    ],
    md: ['[ici](⟦{% url "x" %}⟧)'],
    html: ['<img src="⟦{% static "a.png" %}⟧">', '<a href="⟦{% path "x" %}⟧">'],
  },
  'ERB, EJS and PHP': {
    txt: [
      'Bonjour ⟦<%= @nom %>⟧',
      '⟪<% if x %>⟫oui⟪<% end %>⟫',
      '⟪<%# note %>⟫',
      '⟪<%- if x -%>⟫oui⟪<%- end -%>⟫',
      '⟦<%- partial %>⟧',
      '⟦<?= $nom ?>⟧',
      '⟪<?php if ($x): ?>⟫oui⟪<?php endif; ?>⟫',
      'jamais fermé <%= nom',
    ],
    md: ['⟦<%= nom %>⟧ et 3 < 4 % 5'],
    html: ['<p>⟦<%= nom %>⟧</p>', '<?xml version="1.0"?><p>a</p>'],
  },
  'dollar and single braces': {
    txt: [
      'Bonjour ⟦${nom}⟧',
      '⟦${usager.adresse}⟧',
      '⟦${{ secrets.x }}⟧',
      'coût ${} vide',
      'Bonjour ⟦{USAGER_NOM}⟧ ⟦{USAGER_PRENOM}⟧',
      '⟦{STRUCTURE_VILLE}⟧, le ⟦{DATE_JOUR_LONG}⟧',
      '⟦{nom}⟧ et ⟦{ prenom }⟧',
      '⟦{nom du salarié}⟧',
      '⟦{usager.nom}⟧',
      'du ⟦{formatter_date(date_début)}⟧ au ⟦{date_fin | court}⟧',
      '{ une phrase entre accolades, avec une virgule }',
      '{"nom": "valeur"}',
      '{1, 2, 3}',
      '{}',
      '{ }',
      '{0}',
      '⟦{$nom}⟧',
    ],
    md: ['https://exemple.fr/⟦{id}⟧', '# Titre {.classe}'],
    html: ['<style>p { color: red }</style>', '<style>a{b:c}</style>'],
  },
  brackets: {
    txt: [
      'Madame ⟦[NOM]⟧',
      '⟦[NOM DE L’USAGER]⟧',
      '⟦[NOM_USAGER]⟧ ⟦[DATE]⟧',
      '⟦[N° DE DOSSIER]⟧',
      'le ⟦[date de la décision]⟧',
      '⟦[nom du bénéficiaire]⟧',
      '⟦[à compléter]⟧',
      '⟦[préciser le motif]⟧',
      '⟦[votre nom]⟧',
      '⟦[[nom]]⟧',
      '⟦[[ date_decision ]]⟧',
      'citation [...] coupée',
      'citation […] coupée',
      'note [1] et [12]',
      '[ ] à faire, [x] fait, [X] fait',
      '[sic]',
      '[IV]',
      '[Facultatif]',
      '[À noter : le 31 mai est la date par défaut établie par le code du travail.]',
      '⟦[à compléter par le service qui instruit la demande]⟧',
      '[durée minimum de 9 ans, conformément à l’article L. 353-2]',
      '[OPTION 1 : le salarié s’est présenté]',
      '⟦[NOM]⟧⟦[DATE]⟧',
      'jamais fermé [NOM',
    ],
    md: [
      '[texte](url)',
      '[NOM](url)',
      '![NOM](url)',
      '[NOM][ref]',
      'voir [RGAA]\n\n[RGAA]: https://exemple.fr',
      'voir [^1]',
      '[[1]](url)',
      '> [!NOTE]',
      '- [ ] à faire\n- [x] fait',
      '[TOC]',
      'Madame ⟦[NOM]⟧, voir [le site](https://a.fr)',
    ],
    html: ['<p>⟦[NOM]⟧</p>', '<!--[if mso]>x<![endif]-->', '<p>[...]</p>'],
  },
  'guillemets and chevrons': {
    txt: [
      'Bonjour ⟦«Nom_usager»⟧',
      '⟦«NOM»⟧ ⟦«Adresse1»⟧',
      '⟦«CodePostal»⟧',
      '⟦« NOM_USAGER »⟧',
      'la rubrique « Nom » seule',
      'Il a dit « bonjour ».',
      'le mot «bonjour» mal espacé',
      'un « SDK » et une « API »',
      '⟦« nom »⟧ ⟦« date »⟧ ⟦« Code postal + Ville »⟧',
      '⟦« Prénom Nom du salarié »⟧, ⟦« Adresse »⟧, ⟦« Fonction (DRH, etc.) »⟧ mais « bonjour »',
      '⟦« nom »⟧ ⟦« date »⟧ ⟦« lieu »⟧ mais « Votre activité »',
      '⟦« nom »⟧ ⟦« date »⟧ ⟦« lieu »⟧ ⟦« témoin / victime »⟧ ⟦« liste des mois concernés »⟧ mais « bon pour accord »',
      'le « témoin / victime » et « la liste des mois » seuls',
      '⟦« M. /Mme »⟧, ⟦« nom »⟧, ⟦« lieu »⟧, ⟦« date »⟧ et ⟦« Salaires : montant en brut »⟧',
      'à compléter : ⟦«...»⟧ et ⟦« … »⟧',
      '⟦<<nom>>⟧',
      '⟦<< nom_client >>⟧',
      '⟦<<date de naissance>>⟧',
      '<< Bonjour à tous >>',
      'a << 3 >> b',
    ],
    md: ['⟦«Nom_usager»⟧ et « citation »'],
    html: ['<p>⟦«Nom_usager»⟧</p>', '<p>« {x: y} »</p>'],
  },
  percents: {
    txt: [
      'Bonjour ⟦%nom%⟧,',
      '⟦%NOM_USAGER%⟧',
      '⟦%%NOM%%⟧',
      '⟦%(nom)s⟧',
      'Bonjour ⟦%s⟧ et ⟦%1$s⟧',
      '50 % de la somme',
      '50% des cas et 20% du reste',
      '10%de 20%',
      'un taux de 5 %, puis 6 %.',
      '100 %s',
      '3 %x% faux',
    ],
    md: ['**⟦%nom%⟧**'],
    html: ['<p>⟦%nom%⟧</p>', '<td width="50%">a</td><td width="20%">b</td>'],
  },
  'dots, lines and crosses': {
    txt: [
      'Fait à ⟦……⟧ le ⟦……………⟧',
      'Fait à ⟦......⟧, le ⟦..........⟧',
      'Nom : ⟦. . . . . . .⟧',
      'n° ⟦…. …. ….⟧ fin',
      'Bon... je vois.',
      'Et puis… rien',
      'Et puis.... rien',
      'Introduction ........ 12',
      'Annexes …………… iv',
      'Tél. : ⟦______________⟧',
      'le ⟦__/__/____⟧ à',
      'le ⟦_ _ / _ _ / _ _ _ _⟧ à',
      'snake_case et __init__',
      'le ⟦XX/XX/XXXX⟧ à ⟦XXX⟧',
      '⟦XXXX⟧ euros',
      'une durée de ⟦XX⟧ jours, (⟦XX⟧ heures)',
      'l’annexe XX et Louis XX, articles XX à XXV',
      'au XXe siècle, LXX',
      'www.xxx.fr',
      'dossier ⟦xxxx⟧',
    ],
    md: ['un\n\n___\n\ndeux', '___mot___', '__gras__', 'Fait à ⟦______⟧', '* * *', 'un\n\n_ _ _\n\ndeux'],
    html: ['<p>Fait à ⟦……⟧</p>', '<p>⟦______⟧</p>'],
  },
  'nothing to find': {
    txt: [
      '',
      'Bonjour Madame,',
      '{',
      '{{',
      '}}',
      '[',
      '«',
      '%',
      '<<',
      '.',
      '…',
      'L. 264-1',
      'a = b & c',
      'C:\\dossier',
      '\ue000\ue001',
    ],
    md: ['`code`', '***'],
    html: ['<p>&nbsp;</p>', '<br>'],
  },
}

describe('placeholders are found at their exact place', () => {
  let count = 0
  for (const [family, formats] of Object.entries(CASES)) {
    describe(family, () => {
      for (const format of ['txt', 'md', 'html'] as const) {
        for (const marked of formats[format]) {
          count += 1
          test(`${format}: ${JSON.stringify(marked)}`, () => {
            const { source, finds } = expected(marked)
            const found = findPlaceholders(source, { format })
            expect(found.map(({ kind, start, end }) => ({ kind, start, end }))).toEqual(finds)
            const masked = maskPlaceholders(source, found, format === 'html' ? 'html' : 'md')
            expect(masked.length).toBe(source.length)
            expect(masked.split('\n').length).toBe(
              // A value is one character to the parser even over two lines; a tag keeps its line ends.
              source.split('\n').length -
                found
                  .filter((find) => find.kind === 'placeholder' || masked[find.start] === '\ue001')
                  .reduce((sum, find) => sum + source.slice(find.start, find.end).split('\n').length - 1, 0),
            )
          })
        }
      }
    })
  }
  test('the table holds more than 200 cases', () => {
    expect(count).toBeGreaterThan(200)
  })
})

describe('the name is what is between the delimiters', () => {
  const names: readonly [string, string][] = [
    ['{{ nom|upper }}', 'nom|upper'],
    ['{{{ brut }}}', 'brut'],
    ['${nom}', 'nom'],
    ['<%= @nom %>', '@nom'],
    ['[[ nom ]]', 'nom'],
    ['[NOM DE L’USAGER]', 'NOM DE L’USAGER'],
    ['«Nom_usager»', 'Nom_usager'],
    ['<< nom >>', 'nom'],
    ['%nom%', 'nom'],
    ['{nom}', 'nom'],
    ['{% url "x" %}', 'url "x"'],
    ['{%- if x -%}', 'if x'],
    ['……', ''],
  ]
  for (const [source, name] of names) {
    test(source, () => {
      expect(findPlaceholders(source, { format: 'txt' }).map((find) => find.name)).toEqual([name])
    })
  }
})
