// `npm run demo`: installs, builds, scans the sample library, prints the table and writes the map.

import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bin, build, install, root } from './steps.mjs'

install()
build()
const map = join(root, 'carte.html')
console.log('\n— Analyse de la bibliothèque d’exemples (test/library)\n')
const { status } = spawnSync(
  bin('limpide'),
  ['scan', 'test/library', '--signalements', 'test/library/signalements.csv', '--sortie', map],
  {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
)
// 3: some files could not be read. The sample library holds such files on purpose.
if ((status !== 0 && status !== 3) || !existsSync(map)) {
  console.error(`\n✗ L’analyse s’est arrêtée (code ${status}).`)
  process.exit(1)
}
console.log(`
La carte est prête : ${map} (${Math.round(statSync(map).size / 1024)} Ko)
Ouvrez ce fichier dans votre navigateur : il fonctionne sans réseau.

Et ensuite :
  npx limpide check test/library/README.md      vérifier un document
  npx limpide scan VOTRE_DOSSIER --sortie carte.html
  code --install-extension extension/limpide.vsix     l’extension VS Code
Le fichier README.md explique le reste.`)
