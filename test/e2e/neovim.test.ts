import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const SERVER = join(import.meta.dirname, '../../server/dist/main.cjs')
const found = spawnSync('nvim', ['--version']).status === 0

// Lua for the client built in Neovim: wait for the remarks, apply the first replacement, write the file.
const script = (letter: string, out: string): string => `
vim.cmd('edit ${letter}')
vim.bo.filetype = 'markdown'
local id = vim.lsp.start_client({ name = 'limpide', cmd = { '${process.execPath}', '${SERVER}', '--stdio' }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, id)
vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local lines = {}
for _, d in ipairs(vim.diagnostic.get(0)) do
  table.insert(lines, string.format('%s %d:%d-%d:%d', d.user_data.lsp.code, d.lnum, d.col, d.end_lnum, d.end_col))
end
local params = vim.lsp.util.make_given_range_params({ 3, 0 }, { 3, 12 })
params.context = { diagnostics = {} }
local answer = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 5000)
for _, action in ipairs(answer[id].result) do
  if action.title:match('^Remplacer') then
    table.insert(lines, 'fix ' .. action.title)
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    break
  end
end
vim.cmd('write')
vim.fn.writefile(lines, '${out}')
vim.cmd('qall!')
`

describe.skipIf(!found)(`Neovim, son client intégré${found ? '' : ' (paquet Debian « neovim » absent)'}`, () => {
  test('shows the remarks at their byte columns, applies a fix and writes it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'limpide-nvim-'))
    const letter = join(folder, 'lettre.md')
    const out = join(folder, 'out.txt')
    // Accents and an emoji before the word: UTF-16 and byte columns differ.
    writeFileSync(
      letter,
      'Madame,\n\nNonobstant votre courrier, l’été 🏠 est arrivé.\n\nÀ été 🏠 : il convient de répondre.\n',
    )
    writeFileSync(join(folder, 'init.lua'), script(letter, out))
    const { status, stderr } = spawnSync(
      'nvim',
      ['--headless', '--clean', '-c', `luafile ${join(folder, 'init.lua')}`],
      {
        cwd: folder,
        timeout: 40_000,
        encoding: 'utf8',
      },
    )
    expect(status, stderr).toBe(0)
    const lines = readFileSync(out, 'utf8').split('\n')
    expect(lines).toContain('archaisme 2:0-2:10')
    const impersonal = lines.find((line) => line.startsWith('tournure-impersonnelle'))
    const column = Buffer.byteLength('À été 🏠 : ')
    expect(impersonal).toMatch(new RegExp(`^tournure-impersonnelle 4:${column}-`))
    expect(readFileSync(letter, 'utf8')).toContain('Malgré votre courrier, l’été 🏠 est arrivé.')
    rmSync(folder, { recursive: true })
  })
})
