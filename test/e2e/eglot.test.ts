import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const SERVER = join(import.meta.dirname, '../../server/dist/main.cjs')
const found =
  spawnSync('emacs', ['--batch', '--eval', '(progn (package-initialize) (require (quote eglot)))']).status === 0

/** Lisp for Emacs' own client: opens a letter, waits for its remarks, then runs `body`; `say` adds a line to the answer. */
const script = (letter: string, out: string, body: string): string => `
(package-initialize)
(require 'eglot)
(setq eglot-autoshutdown t eglot-sync-connect 10 eglot-confirm-server-initiated-edits nil
      eglot-server-programs '((text-mode . ("${process.execPath}" "${SERVER}" "--stdio"))))
(find-file "${letter}")
(text-mode)
(let ((project-find-functions (list (lambda (_) (cons 'transient default-directory)))))
  (call-interactively 'eglot))
(defun wait-until (ready)
  (let ((deadline (+ (float-time) 20)))
    (while (and (null (funcall ready)) (< (float-time) deadline))
      (accept-process-output nil 0.05))))
(wait-until #'flymake-diagnostics)
(defvar lines nil)
(defun say (line) (push line lines))
(defun say-remarks ()
  (dolist (d (flymake-diagnostics))
    (say (format "%d %d %s" (flymake-diagnostic-beg d) (flymake-diagnostic-end d)
                 (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))))
(defun apply-on (words start)
  (goto-char (point-min))
  (search-forward words)
  (let* ((actions (eglot-code-actions (match-beginning 0) (match-end 0)))
         (fix (seq-find (lambda (a) (string-match-p start (plist-get a :title))) actions)))
    (say (concat "fix " (plist-get fix :title)))
    (eglot--apply-workspace-edit (plist-get fix :edit))))
${body}
(let ((coding-system-for-write 'utf-8)) (write-region (string-join (nreverse lines) "\\n") nil "${out}"))
(kill-emacs 0)
`

/** Runs it, in batch, in a folder of its own: the lines it said. */
function run(folder: string, letter: string, body: string): string[] {
  const out = join(folder, 'out.txt')
  writeFileSync(join(folder, 'essai.el'), script(join(folder, letter), out, body))
  const { status, stderr } = spawnSync('emacs', ['-q', '--batch', '-l', join(folder, 'essai.el')], {
    cwd: folder,
    timeout: 50_000,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C.UTF-8' },
  })
  expect(status, stderr).toBe(0)
  return readFileSync(out, 'utf8').split('\n')
}

describe.skipIf(!found)(
  `Emacs et eglot${found ? '' : ' (paquets Debian « emacs-nox » et « elpa-eglot » absents)'}`,
  () => {
    let folder: string
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'limpide-eglot-'))
    })
    afterEach(() => rmSync(folder, { recursive: true }))

    test('shows the remarks at their places, applies a fix and writes it', { timeout: 60_000 }, () => {
      writeFileSync(
        join(folder, 'lettre.txt'),
        'Madame,\n\nÀ l’été 🏠 : Nonobstant votre courrier, l’été est arrivé.\n',
      )
      const lines = run(
        folder,
        'lettre.txt',
        `(say-remarks)
(apply-on "Nonobstant" "^Remplacer")
(let ((coding-system-for-write 'utf-8)) (save-buffer))`,
      )
      expect(lines.join('\n')).toMatch(/\d+ \d+ Nonobstant/)
      expect(readFileSync(join(folder, 'lettre.txt'), 'utf8')).toMatch(/🏠 : [Mm]algré votre courrier/)
    })

    test('a file of Windows keeps its line ends through an edit and a fix after an emoji', { timeout: 60_000 }, () => {
      const path = join(folder, 'lettre.txt')
      writeFileSync(path, 'Madame,\r\n\r\nÀ l’été 🏠, nonobstant ce point, venez.\r\n')
      const lines = run(
        folder,
        'lettre.txt',
        `(say (symbol-name buffer-file-coding-system))
(goto-char (point-min))
(forward-line 1)
(insert "Bonjour 🏠.\\n")
(apply-on "nonobstant" "^Remplacer")
(save-buffer)`,
      )
      expect(lines).toEqual([expect.stringMatching(/dos$/), 'fix Remplacer par « malgré »'])
      expect(readFileSync(path, 'utf8')).toBe('Madame,\r\nBonjour 🏠.\r\n\r\nÀ l’été 🏠, malgré ce point, venez.\r\n')
    })

    test('asks for the remarks of the folder and the score', { timeout: 60_000 }, () => {
      mkdirSync(join(folder, 'avis'))
      writeFileSync(join(folder, 'lettre.txt'), 'Nonobstant ce point, venez.\n')
      writeFileSync(join(folder, 'avis/été 🏠.txt'), 'Nonobstant cela, venez.\n')
      const lines = run(
        folder,
        'lettre.txt',
        `(let ((answer (jsonrpc-request (eglot-current-server) :workspace/diagnostic '(:previousResultIds []))))
  (seq-doseq (report (plist-get answer :items))
    (seq-doseq (d (plist-get report :items))
      (say (format "%s %s" (file-name-nondirectory (eglot--uri-to-path (plist-get report :uri))) (plist-get d :code))))))
(let ((score (jsonrpc-request (eglot-current-server) :limpide/score (list :uri (eglot--path-to-uri buffer-file-name)))))
  (say (plist-get score :type)))`,
      )
      expect(lines).toEqual(expect.arrayContaining(['lettre.txt archaisme', 'été 🏠.txt archaisme']))
      expect(lines.at(-1)).toMatch(/^\p{Lu}/u)
    })
  },
)
