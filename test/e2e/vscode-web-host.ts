import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { freePort, UNPACKED, VSCODE } from './vscode-host.ts'

const MIME: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** VS Code for the web, as vscode.dev serves it: files only, no server behind, extensions in a browser's worker. */
export interface WebHost {
  readonly address: string
  stop(): void
}

/** Serves the workbench of the installed VS Code without its server, with our extension and those of `others`, folders by name. */
export async function startWebHost(others: Readonly<Record<string, string>>): Promise<WebHost> {
  const port = await freePort()
  const authority = `127.0.0.1:${port}`
  const extensions: Readonly<Record<string, string>> = { limpide: UNPACKED, ...others }
  const configuration = {
    // What this build asks of its server, and of its page when there is none.
    userDataPath: '/',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    additionalBuiltinExtensions: Object.keys(extensions).map((name) => ({
      scheme: 'http',
      authority,
      path: `/extensions/${name}`,
    })),
    configurationDefaults: { 'security.workspace.trust.enabled': false, 'workbench.startupEditor': 'none' },
    productConfiguration: { nameShort: 'VS Code', nameLong: 'VS Code', embedderIdentifier: 'limpide-test' },
  }
  const page = readFileSync(join(VSCODE, 'out/vs/code/browser/workbench/workbench.html'), 'utf8')
    .replaceAll('{{WORKBENCH_WEB_CONFIGURATION}}', JSON.stringify(configuration).replaceAll('"', '&quot;'))
    .replaceAll('{{WORKBENCH_AUTH_SESSION}}', '')
    .replaceAll('{{WORKBENCH_WEB_BASE_URL}}', '/vscode')
    .replaceAll('{{WORKBENCH_NLS_FALLBACK_URL}}', '/vscode/out/nls.messages.js')
    .replaceAll('{{WORKBENCH_NLS_URL}}', '/vscode/out/nls.messages.js')
    .replaceAll('{{BASE}}', '/vscode')
    .replaceAll('{{VS_BASE}}', '/vscode')
  const server: Server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', `http://${authority}`).pathname))
    if (path === '/') {
      response.setHeader('Content-Type', 'text/html')
      response.end(page)
      return
    }
    const [, root = '', name = '', ...rest] = path.split('/')
    const extension = extensions[name]
    const file =
      root === 'vscode'
        ? join(VSCODE, name, ...rest)
        : root === 'extensions' && extension
          ? join(extension, ...rest)
          : ''
    if (file === '' || !existsSync(file) || !statSync(file).isFile()) {
      response.statusCode = 404
      response.end()
      return
    }
    response.setHeader('Content-Type', MIME[extname(file)] ?? 'application/octet-stream')
    response.setHeader('Access-Control-Allow-Origin', '*')
    // This build always looks for a server at its own address, and keeps settings there: here there is none to find.
    if (path.endsWith('/browser/workbench/workbench.js'))
      response.end(
        readFileSync(file, 'utf8')
          .replace(',remoteAuthority:location.host}', '}')
          .replace(/\{scheme:(\w+)\.vscodeRemote\}\),"User"\)/, '{scheme:$1.vscodeUserData}),"User")'),
      )
    else createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    address: `http://${authority}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
