import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { build } from 'esbuild'
import { readBytes } from 'limpide/read'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docxOf, odtOf, pdfOf, zipOf } from '../../packages/document/src/office-fixture.ts'
import type { DocumentAnswer } from '../../server/src/index.ts'

const SERVER = join(import.meta.dirname, '../../server')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

describe.skipIf(!CHROMIUM)('the server in a browser’s worker, with files that are no texts', () => {
  let site: Server
  let browser: Browser
  let page: Page
  let address: string

  beforeAll(async () => {
    const built = await build({
      entryPoints: [join(SERVER, 'src/web.ts')],
      write: false,
      bundle: true,
      platform: 'browser',
      conditions: ['worker'],
      format: 'iife',
      logLevel: 'error',
    })
    const files: Readonly<Record<string, string>> = {
      '/server.js': built.outputFiles[0]!.text,
      '/reader.js': readFileSync(join(SERVER, 'dist/web/reader.js'), 'utf8'),
      // A reader that a hostile file would make hang.
      '/crash.js': 'onmessage = () => { throw new Error("file") }',
    }
    site = createServer((request, response) => {
      const text = files[request.url ?? '']
      response.writeHead(text === undefined && request.url !== '/' ? 404 : 200, {
        'Content-Type': request.url === '/' ? 'text/html' : 'text/javascript',
      })
      response.end(text ?? '<!doctype html>')
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    const at = site.address()
    address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })
    page = await browser.newPage()
    await page.goto(address)
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
  })

  /** Starts the server in a worker, as an editor does, and asks it for files. */
  const ask = (
    reader: string | undefined,
    files: readonly { uri: string; bytes: string }[],
  ): Promise<DocumentAnswer[]> =>
    page.evaluate(
      async ([readerUri, files]) => {
        const worker = new Worker('/server.js')
        const waiting = new Map<number, (result: unknown) => void>()
        let last = 0
        worker.onmessage = ({ data }) => {
          if (data.method && data.id !== undefined) worker.postMessage({ jsonrpc: '2.0', id: data.id, result: null })
          else if (data.id !== undefined) waiting.get(data.id)?.(data.result ?? data.error)
        }
        const request = (method: string, params: unknown): Promise<unknown> =>
          new Promise((resolve) => {
            last += 1
            waiting.set(last, resolve)
            worker.postMessage({ jsonrpc: '2.0', id: last, method, params })
          })
        const capabilities = { textDocument: { diagnostic: {} } }
        const initializationOptions = readerUri === undefined ? {} : { readerUri }
        await request('initialize', { processId: null, rootUri: null, capabilities, initializationOptions })
        worker.postMessage({ jsonrpc: '2.0', method: 'initialized', params: {} })
        const answers: unknown[] = []
        for (const file of files) answers.push(await request('limpide/document', file))
        worker.terminate()
        return answers as DocumentAnswer[]
      },
      [reader, files] as const,
    )

  const file = (name: string, bytes: Uint8Array): { uri: string; bytes: string } => ({
    uri: `vscode-vfs://github/mairie/${name}`,
    bytes: Buffer.from(bytes).toString('base64'),
  })

  test('docx, odt and pdf give the same text as on a disk, and remarks at their places', {
    timeout: 90_000,
  }, async () => {
    const words = 'L’été 🏠 passe. Nonobstant votre courrier, nous avons procédé à l’examen de votre dossier.'
    const made: readonly (readonly [string, Uint8Array])[] = [
      ['lettre.docx', await docxOf(`<w:p><w:r><w:t>${words}</w:t></w:r></w:p><w:p><w:r><w:t>Venez.</w:t></w:r></w:p>`)],
      ['lettre.odt', await odtOf(`<text:p>${words}</text:p><text:p>Venez.</text:p>`)],
      ['lettre.pdf', pdfOf([[{ text: 'Nonobstant votre courrier, venez nous voir.', x: 70, y: 700 }]])],
    ]
    const answers = await ask(
      `${address}/reader.js`,
      made.map(([name, bytes]) => file(name, bytes)),
    )
    for (const [rank, answer] of answers.entries()) {
      const [name, bytes] = made[rank]!
      if (!('text' in answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`)
      expect(answer.text).toBe((await readBytes(bytes, { name })).text)
      const lines = answer.text.split('\n')
      expect(
        answer.diagnostics.map(
          ({ code, range: { start, end } }) => `${code} ${lines[start.line]?.slice(start.character, end.character)}`,
        ),
        name,
      ).toContain('archaisme Nonobstant')
    }
  })

  test('what cannot be read says why, and the server goes on', { timeout: 90_000 }, async () => {
    const docx = await docxOf('<w:p><w:r><w:t>Venez demain.</w:t></w:r></w:p>')
    const bomb = await zipOf({ 'word/document.xml': new Uint8Array(80_000_000) })
    const said = (answers: readonly DocumentAnswer[]): string[] =>
      answers.map((answer) => ('problem' in answer ? answer.problem.what : answer.text))
    expect(
      said(
        await ask(`${address}/reader.js`, [
          file('coupe.docx', docx.slice(0, docx.length - 40)),
          file('bombe.docx', bomb),
          file('vieux.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])),
          file('lettre.docx', docx),
        ]),
      ),
    ).toEqual([
      expect.stringMatching(/abîmé ou incomplet/),
      expect.stringMatching(/dépasse la taille permise/),
      expect.stringMatching(/anciens fichiers de Word/),
      'Venez demain.',
    ])
    expect(said(await ask(`${address}/crash.js`, [file('lettre.docx', docx)]))).toEqual([
      'Ce fichier a fait s’arrêter son lecteur.',
    ])
    expect(said(await ask(undefined, [file('lettre.docx', docx)]))).toEqual([
      expect.stringMatching(/ne lit que les textes/),
    ])
  })
})
