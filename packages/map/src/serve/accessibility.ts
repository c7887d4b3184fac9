/** What shows that something was checked: a test of the project, by its file and its name. */
export interface CheckProof {
  readonly file: string
  readonly test: string
}

/** One thing that is checked at each version, in the words of the declaration, with the tests that do it. */
export interface AccessibilityCheck {
  readonly what: string
  readonly proofs: readonly CheckProof[]
}

const SITE = 'packages/map/src/serve/site.e2e.test.ts'
const PLAN = 'packages/map/src/plan/plan.e2e.test.ts'
const TESTS = 'packages/map/src/kit/kit.e2e.test.ts'
const MAP = 'packages/map/page/test/map.e2e.test.ts'

/** The day this list was last read against the tests. */
export const CHECKED_ON = '2026-11-22'

/** What the tests use. */
export const TOOLS: readonly { readonly name: string; readonly version?: string; readonly use: string }[] = [
  { name: 'axe-core', version: '4.14.1', use: 'cherche les défauts qu’un programme peut voir' },
  { name: 'Chromium', use: 'affiche les pages, en vrai, sans réseau' },
  { name: 'Playwright', version: '1.65.1', use: 'appuie sur les touches et lit ce que la page annonce' },
]

/** Everything that is checked: the one home of what the declaration claims. */
export const CHECKS: readonly AccessibilityCheck[] = [
  {
    what: 'Aucun défaut trouvé par axe, en clair et en sombre, sur les pages pour tous\u00a0: signaler, effacer un signalement, ce que nous gardons, se connecter, page absente, accessibilité.',
    proofs: [
      {
        file: SITE,
        test: 'axe finds nothing to say of the pages of visitors, in light and dark; they fit a phone and a screen enlarged four times',
      },
      { file: TESTS, test: 'the declaration of accessibility is sound, and every page leads to it' },
    ],
  },
  {
    what: 'Aucun défaut trouvé par axe, en clair et en sombre, sur les pages de l’équipe\u00a0: signalements, liens à imprimer, journal, plan d’action, tests auprès d’usagers et kit à imprimer.',
    proofs: [
      { file: SITE, test: 'axe finds nothing to say of the pages of the team either' },
      {
        file: PLAN,
        test: 'a reported letter is followed, rewritten, tried, published, and answered in public, without a script',
      },
      { file: TESTS, test: 'a test is prepared, its results are written with a keyboard alone, read and kept' },
    ],
  },
  {
    what: 'Aucun défaut trouvé par axe, en clair et en sombre, sur chaque vue de la carte.',
    proofs: [
      {
        file: MAP,
        test: 'axe finds nothing to say of %s, on a light and on a dark ground; nothing overflows a small phone, nor a page four times larger',
      },
    ],
  },
  {
    what: 'Ces pages tiennent dans 320 pixels de large (un écran agrandi quatre fois), sans défiler de côté.',
    proofs: [
      {
        file: SITE,
        test: 'axe finds nothing to say of the pages of visitors, in light and dark; they fit a phone and a screen enlarged four times',
      },
      {
        file: MAP,
        test: 'axe finds nothing to say of %s, on a light and on a dark ground; nothing overflows a small phone, nor a page four times larger',
      },
    ],
  },
  {
    what: 'Un signalement s’écrit, se relit, s’envoie et s’efface au clavier seul. Les résultats d’un test se saisissent au clavier seul.',
    proofs: [
      { file: SITE, test: 'a report is written, read again, sent and erased with a keyboard alone' },
      { file: TESTS, test: 'a test is prepared, its results are written with a keyboard alone, read and kept' },
    ],
  },
  {
    what: 'Chaque vue de la carte s’atteint, se parcourt et se quitte au clavier. L’endroit où l’on est se voit toujours.',
    proofs: [
      { file: MAP, test: 'every view is reached, walked and left with the keys alone' },
      { file: MAP, test: 'the whole page is walked with the tabulation key, and the focus is always seen' },
    ],
  },
  {
    what: 'Chaque page du site se parcourt avec la touche de tabulation, dans son ordre, sans rien sauter. L’endroit où l’on est se voit. Les formulaires du plan et des tests s’envoient avec la touche Entrée.',
    proofs: [
      {
        file: SITE,
        test: 'axe finds nothing to say of the pages of visitors, in light and dark; they fit a phone and a screen enlarged four times',
      },
      { file: SITE, test: 'axe finds nothing to say of the pages of the team either' },
      {
        file: PLAN,
        test: 'a reported letter is followed, rewritten, tried, published, and answered in public, without a script',
      },
      { file: TESTS, test: 'a test is prepared, its results are written with a keyboard alone, read and kept' },
    ],
  },
  {
    what: 'Chaque champ du formulaire de signalement annonce sa question, son aide et ce qui manque.',
    proofs: [{ file: SITE, test: 'each field is announced by its question, its help and its fault' }],
  },
  {
    what: 'Les pages du site marchent sans JavaScript, sauf la carte.',
    proofs: [
      { file: SITE, test: 'without JavaScript, on a phone, a report with a joined page is sent' },
      { file: SITE, test: 'nothing of a page is asked elsewhere, and no script runs' },
    ],
  },
]

/** What is not accessible, or was not checked. */
export const LIMITS: readonly string[] = [
  'Personne n’a encore mené d’audit des 106 critères du RGAA. Un programme ne voit qu’une partie des défauts.',
  'Nous n’avons essayé ni avec un lecteur d’écran, ni avec des personnes handicapées, ni dans Firefox ou Safari.',
  'Le dessin de la carte est une image. Le tableau placé dessous dit la même chose, et le dessin se parcourt au clavier.',
  'La carte demande JavaScript.',
  'Le kit de test est fait pour le papier. Une personne qui ne peut pas lire ou écrire sur papier doit pouvoir passer le test autrement\u00a0: l’équipe l’organise avec elle.',
]
