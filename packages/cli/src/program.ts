import type { Step } from '@limpide/map/plan'
import type { AccessRole } from '@limpide/map/serve'
import { Command, Option } from 'commander'
import type { ExportOptions, ImportOptions } from './commands/backup.ts'
import type { BlocksOptions } from './commands/blocks.ts'
import type { CheckOptions } from './commands/check.ts'
import type { ListOptions } from './commands/list.ts'
import type { PlanExportOptions, PlanListOptions } from './commands/plan.ts'
import type { PriorityOptions } from './commands/priority.ts'
import type { MapOptions, ScanOptions } from './commands/scan.ts'
import type { ServeOptions } from './commands/serve.ts'
import type { ImportOptions as ImportResultsOptions, KitOptions } from './commands/user-test.ts'
import type { WorkerOptions } from './commands/worker.ts'
import { VERSION } from './version.ts'

const TITLES: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    'Usage:': 'Utilisation :',
    'Arguments:': 'Arguments :',
    'Options:': 'Options :',
    'Commands:': 'Commandes :',
    'Global Options:': 'Options générales :',
  }),
)

/** Declares the commands; the code of each is loaded when it is called, so that help is immediate. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('limpide')
  program
    .description(
      'Des écrits publics que tout le monde comprend : vérifie un texte, analyse un dossier, dessine la carte des documents complexes.',
    )
    .usage('[options] COMMANDE')
    .version(VERSION, '-V, --version', 'affiche la version')
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .configureHelp({
      helpWidth: 100,
      styleTitle: (title) => (TITLES.get(title) ?? title).replace(' :', '\u00a0:'),
      argumentDescription: ({ description, defaultValue }) =>
        description + (defaultValue === undefined ? '' : ` (par défaut ${String(defaultValue)})`),
      optionDescription: (option) => {
        const choices = option.argChoices === undefined ? '' : `\u00a0: ${option.argChoices.join(', ')}`
        return (
          option.description +
          choices +
          (option.defaultValue === undefined ? '' : ` (par défaut ${String(option.defaultValue)})`)
        )
      },
    })
    .addHelpText(
      'after',
      `
Exemples\u00a0:
  limpide check lettre.docx                          vérifie une lettre
  limpide scan modeles/ --sortie carte.html          analyse un dossier et dessine sa carte
  limpide scan modeles/ --signalements avis.csv      classe par priorité, avec les signalements reçus
  limpide rules phrase-longue                        explique une règle

Codes de sortie\u00a0: 0 rien à signaler au seuil, 1 seuil dépassé, 2 erreur de commande,
3 certains fichiers n’ont pas pu être lus, 130 interruption.
Une commande peut s’écrire en anglais ou en français\u00a0: check ou verifier, scan ou parcourir…`,
    )

  const type = (): Option =>
    new Option('--type <type>', 'type de document (refus, courriel…)\u00a0; sinon il est deviné')
  const limit = (): Option =>
    new Option('--seuil <note>', 'le plus complexe accepté\u00a0: une note de A à E, ou un score de 0 à 100')
  const noMinimum = (): Option =>
    new Option('--sans-minimum', 'note aussi les textes trop courts, avec leur grande marge')
  const ocr = (): Option =>
    new Option('--ocr', 'reconnaît le texte des images et des pages numérisées (quelques secondes la page)')
  const config = (): Option =>
    new Option('--config <fichier>', 'fichier de configuration\u00a0; sinon le limpide.yml le plus proche')
  const reports = (): Option =>
    new Option('--signalements <fichier>', 'signalements des usagers et des agents (csv, xlsx ou json)')
  const date = (): Option =>
    new Option('--date <jour>', 'jour pour lequel les signalements sont pesés (AAAA-MM-JJ)\u00a0; sinon aujourd’hui')
  const memorise = (): Option =>
    new Option(
      '--memoriser',
      'garde les résultats (dossier .limpide, ou PostgreSQL avec DATABASE_URL) : ensuite, seul ce qui change est relu',
    )
  const textFormat = (): Option =>
    new Option('--type-fichier <format>', 'format du texte reçu avec «\u00a0-\u00a0»').choices(['md', 'html', 'txt'])

  program
    .command('check')
    .alias('verifier')
    .argument('<fichiers...>', 'fichiers à vérifier\u00a0; «\u00a0-\u00a0» lit l’entrée standard')
    .usage('[options] FICHIER…')
    .description('vérifie des documents et montre chaque remarque dans son texte')
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['text', 'json', 'sarif']).default('text'))
    .addOption(textFormat())
    .addOption(type())
    .addOption(limit())
    .addOption(noMinimum())
    .addOption(config())
    .addOption(ocr())
    .addOption(new Option('--annoter <copie>', 'écrit les remarques dans une copie du document (docx ou pdf)'))
    .addOption(new Option('--details', 'nomme les règles que le fichier ne permet pas de vérifier'))
    .addHelpText('after', EXAMPLES.check)
    .action(async (files: string[], options: CheckOptions) => {
      const { check } = await import('./commands/check.ts')
      exit(await check(files, options))
    })

  program
    .command('scan')
    .alias('parcourir')
    .argument('<chemins...>', 'dossiers ou fichiers à analyser')
    .usage('[options] CHEMIN…')
    .description('analyse des dossiers entiers et classe les documents par priorité')
    .addOption(
      new Option(
        '--inventaire <fichier>',
        'inventaire des documents (CSV ou XLSX) : service, démarche, volume… par chemin',
      ),
    )
    .addOption(
      new Option('--colonnes <paires>', 'colonnes de l’inventaire : "chemin=Nom du fichier, volume=Envois par an"'),
    )
    .addOption(
      new Option(
        '--liste <fichier>',
        'ne lit que les documents nommés dans ce fichier : un par ligne (« - » : entrée standard), ou un tableau CSV ou XLSX, comme un inventaire',
      ),
    )
    .addOption(
      new Option(
        '--distribue',
        'partage la lecture entre les machines qui ont lancé « limpide worker » (DATABASE_URL)',
      ),
    )
    .addOption(reports())
    .addOption(new Option('--sortie <fichier>', 'écrit la carte dans ce fichier HTML'))
    .addOption(
      new Option('--format <format>', 'forme du résultat')
        .choices(['table', 'json', 'jsonl', 'csv', 'sarif', 'xlsx'])
        .default('table'),
    )
    .addOption(
      new Option(
        '--exporter <fichiers...>',
        'écrit aussi ces fichiers, chacun dans la forme de son nom (.json, .jsonl, .csv, .xlsx, .sarif)',
      ),
    )
    .addOption(type())
    .addOption(limit())
    .addOption(noMinimum())
    .addOption(config())
    .addOption(date())
    .addOption(ocr())
    .addOption(
      new Option('--reference <fichier>', 'ne refuse que les lettres devenues moins claires que dans cette référence'),
    )
    .addOption(new Option('--ecrire-reference <fichier>', 'écrit l’état des lettres, pour s’y comparer plus tard'))
    .addOption(new Option('--delai <secondes>', 'temps laissé à la lecture d’un fichier').default('20'))
    .addOption(memorise())
    .addOption(
      new Option(
        '--depuis <date|numéro>',
        'ne montre que ce qui a changé depuis une date, ou depuis une analyse mémorisée',
      ),
    )
    .addOption(new Option('--reprendre', 'continue l’analyse mémorisée qui a été interrompue'))
    .addOption(new Option('--relire', 'relit tout, même ce qui n’a pas changé'))
    .addHelpText('after', EXAMPLES.scan)
    .action(async (paths: string[], options: ScanOptions) => {
      const { scanCommand } = await import('./commands/scan.ts')
      exit(await scanCommand(paths, options))
    })

  program
    .command('map')
    .alias('carte')
    .argument('<chemins...>', 'dossiers ou fichiers à analyser')
    .usage('[options] CHEMIN…')
    .description('dessine la carte des documents complexes, en une page HTML qui s’ouvre sans réseau')
    .addOption(new Option('--sortie <fichier>', 'fichier à écrire').default('carte.html'))
    .addOption(new Option('--titre <texte>', 'titre de la carte, par exemple le nom de l’équipe'))
    .addOption(new Option('--theme <fichier>', 'couleurs, logo et police de l’équipe (theme.json ou theme.css)'))
    .addOption(reports())
    .addOption(date())
    .addOption(config())
    .addOption(memorise())
    .addHelpText('after', EXAMPLES.map)
    .action(async (paths: string[], options: MapOptions) => {
      const { mapCommand } = await import('./commands/scan.ts')
      exit(await mapCommand(paths, options))
    })

  program
    .command('export')
    .alias('exporter')
    .argument('[dossier]', 'dossier d’une bibliothèque mémorisée', '.')
    .usage('[options] [DOSSIER]')
    .description('sauvegarde toute la mémoire d’une bibliothèque dans un fichier')
    .requiredOption('--sortie <fichier>', 'fichier à écrire (.gz\u00a0: compressé)\u00a0; « - » : sortie standard')
    .addHelpText('after', EXAMPLES.export)
    .action(async (folder: string, options: ExportOptions) => {
      const { exportCommand } = await import('./commands/backup.ts')
      exit(await exportCommand(folder, options))
    })

  program
    .command('import')
    .alias('importer')
    .argument('<fichier>', 'sauvegarde faite par « limpide export »')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('[options] FICHIER [DOSSIER]')
    .description('remet une sauvegarde en place, dans un fichier ou dans PostgreSQL (DATABASE_URL)')
    .addOption(new Option('--remplacer', 'remplace la mémoire qui est déjà là'))
    .addHelpText('after', EXAMPLES.import)
    .action(async (file: string, folder: string, options: ImportOptions) => {
      const { importCommand } = await import('./commands/backup.ts')
      exit(await importCommand(file, folder, options))
    })

  program
    .command('worker')
    .alias('ouvrier')
    .argument('[dossier]', 'la bibliothèque, telle que cette machine la voit', '.')
    .usage('[options] [DOSSIER]')
    .description('lit des lettres pour les analyses que d’autres partagent avec --distribue (DATABASE_URL)')
    .addOption(new Option('--lecteurs <nombre>', 'lettres lues en même temps ; sinon une par processeur'))
    .addOption(new Option('--vider', 's’arrête quand la file est vide, au lieu d’attendre'))
    .addOption(new Option('--morts', 'montre les lettres que personne n’a pu lire, et pourquoi'))
    .addHelpText('after', EXAMPLES.worker)
    .action(async (folder: string, options: WorkerOptions) => {
      const { workerCommand } = await import('./commands/worker.ts')
      exit(await workerCommand(folder, options))
    })

  program
    .command('blocks')
    .alias('blocs')
    .argument('<chemins...>', 'dossiers ou fichiers à comparer')
    .usage('[options] CHEMIN…')
    .description('montre les passages que plusieurs modèles partagent, et les lettres qui sont le même modèle')
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['text', 'json']).default('text'))
    .addOption(new Option('--nombre <nombre>', 'le plus de blocs et de modèles montrés').default('10'))
    .addOption(config())
    .addHelpText('after', EXAMPLES.blocks)
    .action(async (paths: string[], options: BlocksOptions) => {
      const { blocks } = await import('./commands/blocks.ts')
      exit(await blocks(paths, options))
    })

  program
    .command('list')
    .alias('liste')
    .argument('[dossier]', 'dossier d’une bibliothèque mémorisée', '.')
    .usage('[options] [DOSSIER]')
    .description('liste les documents mémorisés, les plus urgents d’abord, sans rien relire')
    .addOption(new Option('--service <nom>', 'seulement les documents de ce service'))
    .addOption(new Option('--page <nombre>', 'page à montrer, de cinquante documents').default('1'))
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['table', 'json']).default('table'))
    .addHelpText('after', EXAMPLES.list)
    .action(async (folder: string, options: ListOptions) => {
      const { list } = await import('./commands/list.ts')
      exit(await list(folder, options))
    })

  program
    .command('history')
    .alias('historique')
    .argument('[dossier]', 'dossier d’une bibliothèque mémorisée', '.')
    .usage('[options] [DOSSIER]')
    .description('liste les analyses mémorisées et ce qui a changé entre elles')
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['table', 'json']).default('table'))
    .addHelpText('after', EXAMPLES.history)
    .action(async (folder: string, options: { format: 'table' | 'json' }) => {
      const { history } = await import('./commands/history.ts')
      exit(await history(folder, options))
    })

  program
    .command('serve')
    .alias('servir')
    .argument('[dossier]', 'dossier d’une bibliothèque mémorisée', '.')
    .usage('[options] [DOSSIER]')
    .description('ouvre le site de la bibliothèque : la carte pour l’équipe, le formulaire de signalement pour tous')
    .addOption(new Option('--port <nombre>', 'port du site ; 0 en prend un qui est libre').default('4173'))
    .addOption(new Option('--hote <adresse>', 'adresse où le site répond').default('127.0.0.1'))
    .addOption(
      new Option('--service <nom>', 'nom du service, montré aux visiteurs ; sinon celui du thème, ou « Limpide »'),
    )
    .addOption(new Option('--theme <fichier>', 'couleurs, logo et police de l’équipe (theme.json ou theme.css)'))
    .addOption(new Option('--contact <adresse>', 'à qui écrire pour ses données personnelles'))
    .addOption(new Option('--sans-adresse', 'ne garde pas l’adresse des connexions, même à part'))
    .addOption(
      new Option('--adresse-publique <url>', 'adresse que tapent les visiteurs, si un serveur https est devant'),
    )
    .addOption(new Option('--mandataire <adresses...>', 'machines de ce serveur ; sinon, celle-ci'))
    .addOption(config())
    .addHelpText('after', EXAMPLES.serve)
    .action(async (folder: string, options: ServeOptions) => {
      const { serve } = await import('./commands/serve.ts')
      exit(await serve(folder, options))
    })

  program
    .command('priority')
    .alias('priorite')
    .argument('<document>', 'chemin, référence ou titre d’un document')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('[options] DOCUMENT [DOSSIER]')
    .description('dit pourquoi un document passe avant ou après les autres')
    .addOption(new Option('--expliquer', 'montre chaque terme du calcul, et les calculs gardés'))
    .addOption(date())
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['text', 'json']).default('text'))
    .addOption(config())
    .addHelpText('after', EXAMPLES.priority)
    .action(async (document: string, folder: string, options: PriorityOptions) => {
      const { priority } = await import('./commands/priority.ts')
      exit(await priority(document, folder, options))
    })

  const accesses = program
    .command('access')
    .alias('acces')
    .description('donne, liste ou révoque les accès au site de la bibliothèque')
    .usage('COMMANDE')
    .addHelpText('after', EXAMPLES.access)
  accesses
    .command('give')
    .alias('donner')
    .argument('<nom>', 'à qui, ou pour quoi')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('[options] NOM [DOSSIER]')
    .description('donne un accès et montre son jeton, une seule fois')
    .addOption(
      new Option('--role <role>', 'ce que cet accès permet')
        .choices(['lecture', 'redaction', 'responsable', 'administration'])
        .default('lecture'),
    )
    .action(async (name: string, folder: string, options: { role: AccessRole }) => {
      const { giveAccess } = await import('./commands/access.ts')
      exit(await giveAccess(name, folder, options))
    })
  accesses
    .command('list')
    .alias('lister')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('[DOSSIER]')
    .description('liste les accès')
    .action(async (folder: string) => {
      const { listAccesses } = await import('./commands/access.ts')
      exit(await listAccesses(folder))
    })
  accesses
    .command('revoke')
    .alias('revoquer')
    .argument('<identifiant>', 'identifiant de l’accès')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('IDENTIFIANT [DOSSIER]')
    .description('reprend un accès : son jeton ne sert plus')
    .action(async (id: string, folder: string) => {
      const { revokeAccess } = await import('./commands/access.ts')
      exit(await revokeAccess(id, folder))
    })

  const reported = program
    .command('reports')
    .alias('signalements')
    .description('importe les signalements, ou efface ce qui ne doit plus être gardé')
    .usage('COMMANDE')
    .addHelpText('after', EXAMPLES.reports)
  reported
    .command('import')
    .alias('importer')
    .argument('<fichier>', 'signalements (csv, xlsx ou json)')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .option(
      '--colonne <champ=titre>',
      'ce que contient une colonne, quand son titre ne le dit pas (répétable)\u00a0; ce choix est gardé',
      (one: string, all: readonly string[]) => [...all, one],
      [] as readonly string[],
    )
    .usage('[options] FICHIER [DOSSIER]')
    .description('garde les signalements d’un fichier, sans leurs données personnelles')
    .action(async (file: string, folder: string, { colonne }: { readonly colonne: readonly string[] }) => {
      const { importReports } = await import('./commands/reports.ts')
      exit(await importReports(file, folder, colonne))
    })
  reported
    .command('purge')
    .alias('purger')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('[DOSSIER]')
    .description('efface les adresses de connexion de plus d’un an')
    .action(async (folder: string) => {
      const { purgeReports } = await import('./commands/reports.ts')
      exit(await purgeReports(folder))
    })

  const userTest = program
    .command('user-test')
    .alias('test-usagers')
    .argument('<document>', 'document à essayer')
    .usage('[options] DOCUMENT')
    .description('écrit le kit à imprimer pour essayer un document auprès d’usagers')
    .addOption(new Option('--sortie <fichier>', 'fichier à écrire\u00a0: .html ou .pdf').default('kit.html'))
    .addOption(new Option('--service <nom>', 'qui organise le test, écrit sur la feuille d’accord'))
    .addOption(config())
    .addOption(ocr())
    .addHelpText('after', EXAMPLES.userTest)
    .action(async (file: string, options: KitOptions) => {
      const { makeKit } = await import('./commands/user-test.ts')
      exit(await makeKit(file, options))
    })
  userTest
    .command('import')
    .alias('importer')
    .argument('<resultats>', 'résultats du test (CSV ou XLSX), une ligne par personne')
    .argument('<document>', 'document qui a été essayé')
    .usage('[options] RESULTATS DOCUMENT')
    .description('dit ce que valent les résultats d’un test, avec leur marge')
    .addOption(new Option('--avant <resultats>', 'résultats de la version d’avant, pour comparer'))
    .addOption(new Option('--memoriser', 'garde les comptes comme preuve du test, dans le plan d’action'))
    .addOption(config())
    .addOption(ocr())
    .action(async (table: string, file: string, options: ImportResultsOptions) => {
      const { importResults } = await import('./commands/user-test.ts')
      exit(await importResults(table, file, options))
    })

  const plan = program
    .command('plan')
    .description('montre le plan d’action, ou l’écrit pour une réunion')
    .usage('COMMANDE')
    .addHelpText('after', EXAMPLES.plan)
  const steps: readonly Step[] = [
    'a-traiter',
    'en-reecriture',
    'relecture-juridique',
    'test-usagers',
    'publie',
    'mesure',
    'accepte',
  ]
  const step = (): Option => new Option('--etape <étape>', 'seulement les documents à cette étape').choices(steps)
  const service = (): Option => new Option('--service <id>', 'seulement ce service, par son nom court de limpide.yml')
  const late = (): Option => new Option('--retard', 'seulement ce qui est en retard')
  plan
    .command('list')
    .alias('lister')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('[options] [DOSSIER]')
    .description('liste les documents suivis, ce qui est en retard d’abord')
    .addOption(step())
    .addOption(service())
    .addOption(late())
    .addOption(config())
    .action(async (folder: string, options: PlanListOptions) => {
      const { listPlan } = await import('./commands/plan.ts')
      exit(await listPlan(folder, options))
    })
  plan
    .command('export')
    .alias('exporter')
    .argument('[dossier]', 'dossier de la bibliothèque', '.')
    .usage('[options] [DOSSIER]')
    .description('écrit le plan pour un tableur, ou pour l’autodiagnostic et la conférence de parties prenantes')
    .addOption(new Option('--format <format>', 'forme du fichier').choices(['csv', 'md']).default('md'))
    .addOption(new Option('--sortie <fichier>', 'fichier à écrire\u00a0; «\u00a0-\u00a0» l’affiche').default('-'))
    .addOption(new Option('--annee <année>', 'ne raconte que ce qui a été publié dans l’année'))
    .addOption(new Option('--equipe <nom>', 'nom écrit en tête').default('Limpide'))
    .addOption(step())
    .addOption(service())
    .addOption(late())
    .addOption(config())
    .action(async (folder: string, options: PlanExportOptions) => {
      const { exportPlan } = await import('./commands/plan.ts')
      exit(await exportPlan(folder, options))
    })

  program
    .command('analyse')
    .alias('analyser')
    .argument('<fichier>', 'fichier à analyser\u00a0; «\u00a0-\u00a0» lit l’entrée standard')
    .usage('[options] FICHIER')
    .description('montre les phrases, les mots, leur nature et leur lemme')
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['conllu', 'json', 'text']).default('text'))
    .addOption(textFormat())
    .addHelpText('after', EXAMPLES.analyse)
    .action(
      async (file: string, options: { format: 'conllu' | 'json' | 'text'; typeFichier?: 'md' | 'html' | 'txt' }) => {
        const { analyse } = await import('./commands/analyse.ts')
        exit(await analyse(file, options))
      },
    )

  program
    .command('rules')
    .alias('regles')
    .argument('[id]', 'règle à expliquer')
    .usage('[options] [ID]')
    .description('liste les règles, ou explique l’une d’elles')
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['text', 'json']).default('text'))
    .addHelpText('after', EXAMPLES.rules)
    .action(async (id: string | undefined, options: { format: 'text' | 'json' }) => {
      const { rules } = await import('./commands/rules.ts')
      exit(await rules(id, options))
    })

  program
    .command('init')
    .argument('[dossier]', 'dossier à préparer', '.')
    .usage('[DOSSIER]')
    .description('écrit un limpide.yml commenté')
    .addHelpText('after', EXAMPLES.init)
    .action(async (folder: string) => {
      const { init } = await import('./commands/init.ts')
      exit(await init(folder))
    })

  // « limpide acces » alone: its commands are what was looked for.
  for (const group of [accesses, reported, plan])
    group.action(() => {
      process.stderr.write(group.helpInformation())
      exit(2)
    })
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.helpOption('-h, --help', 'affiche cette aide').helpCommand(false)
  return program
}

const EXAMPLES = {
  check: `
Exemples\u00a0:
  limpide check lettre.md
  limpide check lettre.docx --type refus --seuil C
  limpide check lettre.docx --annoter lettre-relue.docx
  limpide check courriers/*.html --format sarif > limpide.sarif
  pandoc note.docx -t markdown | limpide check - --type-fichier md`,
  scan: `
Exemples\u00a0:
  limpide scan modeles/
  limpide scan modeles/ --signalements signalements.csv --sortie carte.html
  limpide scan modeles/ --memoriser
  limpide scan modeles/ --depuis 2026-03-01
  limpide scan modeles/ --exporter lettres.xlsx limpide.sarif
  limpide scan modeles/ --reference reference.json
  limpide scan modeles/ --format jsonl | jq -r 'select(.score.grade == "E") | .path'`,
  map: `
Exemples\u00a0:
  limpide map modeles/ --signalements signalements.csv --sortie carte.html
  limpide map modeles/ --titre 'Courriers de la ville' --theme theme.json`,
  export: `
Exemple\u00a0:
  limpide export modeles/ --sortie sauvegarde.jsonl.gz`,
  import: `
Exemples\u00a0:
  limpide import sauvegarde.jsonl.gz modeles/
  DATABASE_URL=postgresql://limpide@serveur/limpide limpide import sauvegarde.jsonl.gz modeles/`,
  worker: `
Exemples\u00a0:
  DATABASE_URL=postgresql://limpide@serveur/limpide limpide worker /partage/modeles
  limpide worker /partage/modeles --morts
L’analyse se demande une fois, de n’importe où\u00a0: limpide scan /partage/modeles --distribue`,
  blocks: `
Exemples\u00a0:
  limpide blocs modeles/
  limpide blocs modeles/ --format json | jq -r '.blocs[0].lettres[]'`,
  list: `
Exemples\u00a0:
  limpide liste modeles/
  limpide liste modeles/ --service caf --page 2`,
  history: `
Exemples\u00a0:
  limpide historique modeles/
  limpide historique modeles/ --format json`,
  serve: `
Exemples\u00a0:
  limpide scan modeles/ --memoriser        à faire d’abord : le site montre ce qui est en mémoire
  limpide serve modeles/ --service "Ville de Brives" --contact dpo@brives.example
  limpide serve modeles/ --theme theme.json`,
  priority: `
Exemples\u00a0:
  limpide priorite AL-012 modeles/ --expliquer
  limpide priorite modeles/refus.docx modeles/ --expliquer --date 2026-03-01`,
  access: `
Exemples\u00a0:
  limpide acces donner "Équipe courrier" modeles/ --role redaction
  limpide acces lister modeles/`,
  reports: `
Exemples\u00a0:
  limpide signalements importer avis.xlsx modeles/
  limpide signalements importer avis.csv modeles/ --colonne "commentaire=Votre avis"
  limpide signalements purger modeles/`,
  userTest: `
Exemples\u00a0:
  limpide test-usagers lettre.docx --sortie kit.html
  limpide test-usagers lettre.docx --sortie kit.pdf --service "Ville de Brives"
  limpide test-usagers importer resultats.csv lettre.docx
  limpide test-usagers importer apres.csv lettre.docx --avant avant.csv --memoriser`,
  plan: `
Exemples\u00a0:
  limpide plan lister modeles/ --retard
  limpide plan exporter modeles/ --annee 2026 --equipe "Ville de Brives" --sortie bilan.md
  limpide plan exporter modeles/ --format csv --sortie plan.csv`,
  analyse: `
Exemples\u00a0:
  limpide analyse lettre.md
  limpide analyse lettre.md --format conllu > lettre.conllu`,
  rules: `
Exemples\u00a0:
  limpide rules
  limpide rules voix-passive`,
  init: `
Exemple\u00a0:
  limpide init modeles/`,
} as const
