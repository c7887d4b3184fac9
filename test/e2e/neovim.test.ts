import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const SERVER = join(import.meta.dirname, '../../server/dist/main.cjs')
const found = spawnSync('nvim', ['--version']).status === 0

/** Lua for the client built in Neovim: opens a letter, waits for its remarks, then runs `body`, which fills `lines`. */
const script = (letter: string, out: string, body: string): string => `
vim.cmd('edit ${letter}')
vim.bo.filetype = 'markdown'
local id = vim.lsp.start_client({ name = 'limpide', cmd = { '${process.execPath}', '${SERVER}', '--stdio' }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, id)
local function wait() vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 20) end
wait()
local lines = {}
local function remarks()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(lines, string.format('%s %d:%d-%d:%d', d.user_data.lsp.code, d.lnum, d.col, d.end_lnum, d.end_col))
  end
end
local function ask(method, params)
  return vim.lsp.buf_request_sync(0, method, params, 10000)[id].result
end
local function apply(from, to, title)
  local params = vim.lsp.util.make_given_range_params(from, to)
  params.context = { diagnostics = {} }
  for _, action in ipairs(ask('textDocument/codeAction', params)) do
    if action.title:match(title) then
      table.insert(lines, 'fix ' .. action.title)
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      return
    end
  end
end
${body}
vim.fn.writefile(lines, '${out}')
vim.cmd('qall!')
`

/** Runs it, headless, in a folder of its own: the lines it filled. */
function run(folder: string, letter: string, body: string): string[] {
  const out = join(folder, 'out.txt')
  writeFileSync(join(folder, 'init.lua'), script(join(folder, letter), out, body))
  const { status, stderr } = spawnSync('nvim', ['--headless', '--clean', '-c', `luafile ${join(folder, 'init.lua')}`], {
    cwd: folder,
    timeout: 40_000,
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
  return readFileSync(out, 'utf8').split('\n')
}

describe.skipIf(!found)(`Neovim, son client intégré${found ? '' : ' (paquet Debian « neovim » absent)'}`, () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'limpide-nvim-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('shows the remarks at their byte columns, applies a fix and writes it', () => {
    // Accents and an emoji before the word: UTF-16 and byte columns differ.
    writeFileSync(
      join(folder, 'lettre.md'),
      'Madame,\n\nNonobstant votre courrier, l’été 🏠 est arrivé.\n\nÀ été 🏠 : il convient de répondre.\n',
    )
    const lines = run(folder, 'lettre.md', "remarks()\napply({ 3, 0 }, { 3, 12 }, '^Remplacer')\nvim.cmd('write')")
    expect(lines).toContain('archaisme 2:0-2:10')
    const impersonal = lines.find((line) => line.startsWith('tournure-impersonnelle'))
    const column = Buffer.byteLength('À été 🏠 : ')
    expect(impersonal).toMatch(new RegExp(`^tournure-impersonnelle 4:${column}-`))
    expect(readFileSync(join(folder, 'lettre.md'), 'utf8')).toContain('Malgré votre courrier, l’été 🏠 est arrivé.')
  })

  test('a file of Windows keeps its line ends through a fix after an emoji, an edit and a comment', () => {
    const before = 'Madame,\r\n\r\nL’été 🏠 passe, nonobstant ce point.\r\n\r\nIl convient de répondre.\r\n'
    writeFileSync(join(folder, 'lettre.md'), before)
    const lines = run(
      folder,
      'lettre.md',
      `remarks()
apply({ 3, 0 }, { 3, 60 }, '^Remplacer')
vim.api.nvim_buf_set_lines(0, 1, 1, false, { '', 'Bonjour 🏠.' })
vim.diagnostic.reset()
wait()
apply({ 7, 0 }, { 7, 10 }, 'dans ce passage$')
vim.cmd('write')`,
    )
    const column = Buffer.byteLength('L’été 🏠 passe, ')
    expect(lines).toContain(`archaisme 2:${column}-2:${column + 'nonobstant'.length}`)
    expect(lines.filter((line) => line.startsWith('fix'))).toEqual([
      'fix Remplacer par « malgré »',
      expect.stringMatching(/^fix Ignorer .* dans ce passage$/),
    ])
    const after = readFileSync(join(folder, 'lettre.md'), 'utf8')
    expect(after).toMatch(
      /^Madame,\r\n\r\nBonjour 🏠\.\r\n\r\nL’été 🏠 passe, malgré ce point\.\r\n\r\n<!-- limpide-ignorer [a-z-]+ : motif à préciser -->\r\nIl convient de répondre\.\r\n$/,
    )
  })

  test('asks for the remarks of the folder, the plan and the score, and leaves no server behind', async () => {
    mkdirSync(join(folder, 'avis'))
    writeFileSync(join(folder, 'lettre.md'), '# Votre aide\n\nNonobstant ce point, venez.\n')
    writeFileSync(join(folder, 'avis/été 🏠.txt'), 'Nonobstant cela, venez.\n')
    const [server = '', ...lines] = run(
      folder,
      'lettre.md',
      `table.insert(lines, vim.fn.trim(vim.fn.system({ 'pgrep', '-P', tostring(vim.fn.getpid()), '-f', 'main.cjs' })))
for _, report in ipairs(ask('workspace/diagnostic', { previousResultIds = {} }).items) do
  for _, d in ipairs(report.items) do
    table.insert(lines, vim.uri_to_fname(report.uri):gsub('.*limpide%-nvim%-[^/]*/', '') .. ' ' .. d.code)
  end
end
for _, symbol in ipairs(ask('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() })) do
  table.insert(lines, 'plan ' .. symbol.name .. ' ' .. symbol.detail)
end
table.insert(lines, 'type ' .. ask('limpide/score', { uri = vim.uri_from_bufnr(0) }).type)`,
    )
    expect(lines).toEqual(expect.arrayContaining(['lettre.md archaisme', 'avis/été 🏠.txt archaisme']))
    expect(lines).toContainEqual(expect.stringMatching(/^plan Votre aide ([A-E] · )?\d+ mots$/))
    expect(lines).toContainEqual(expect.stringMatching(/^type \p{Lu}/u))
    const pid = Number(server)
    expect(pid, server).toBeGreaterThan(1)
    // Neovim does not wait for it: it ends by itself.
    const isThere = (): boolean => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    }
    for (let tries = 0; tries < 100 && isThere(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isThere()).toBe(false)
  })
})
