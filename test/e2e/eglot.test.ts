import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const SERVER = join(import.meta.dirname, '../../server/dist/main.cjs')
const found =
  spawnSync('emacs', ['--batch', '--eval', '(progn (package-initialize) (require (quote eglot)))']).status === 0

// Lisp for Emacs' own client: wait for the remarks, take the first replacement, save.
const script = (letter: string, out: string): string => `
(package-initialize)
(require 'eglot)
(setq eglot-autoshutdown t eglot-sync-connect 10 eglot-confirm-server-initiated-edits nil
      eglot-server-programs '((text-mode . ("${process.execPath}" "${SERVER}" "--stdio"))))
(find-file "${letter}")
(text-mode)
(let ((project-find-functions (list (lambda (_) (cons 'transient default-directory)))))
  (call-interactively 'eglot))
(let ((deadline (+ (float-time) 20)))
  (while (and (null (flymake-diagnostics)) (< (float-time) deadline))
    (accept-process-output nil 0.05)))
(let ((lines (mapcar (lambda (d)
                       (format "%d %d %s" (flymake-diagnostic-beg d) (flymake-diagnostic-end d)
                               (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))
                     (flymake-diagnostics)))
      (coding-system-for-write 'utf-8))
  (write-region (string-join lines "\\n") nil "${out}"))
(goto-char (point-min))
(search-forward "Nonobstant")
(let* ((actions (eglot-code-actions (match-beginning 0) (match-end 0)))
       (fix (seq-find (lambda (a) (string-prefix-p "Remplacer" (plist-get a :title))) actions)))
  (eglot--apply-workspace-edit (plist-get fix :edit)))
(let ((coding-system-for-write 'utf-8)) (save-buffer))
(kill-emacs 0)
`

describe.skipIf(!found)(
  `Emacs et eglot${found ? '' : ' (paquets Debian « emacs-nox » et « elpa-eglot » absents)'}`,
  () => {
    test('shows the remarks at their places, applies a fix and writes it', { timeout: 60_000 }, () => {
      const folder = mkdtempSync(join(tmpdir(), 'limpide-eglot-'))
      const letter = join(folder, 'lettre.txt')
      const out = join(folder, 'out.txt')
      writeFileSync(letter, 'Madame,\n\nÀ l’été 🏠 : Nonobstant votre courrier, l’été est arrivé.\n')
      writeFileSync(join(folder, 'essai.el'), script(letter, out))
      const { status, stderr } = spawnSync('emacs', ['-q', '--batch', '-l', join(folder, 'essai.el')], {
        cwd: folder,
        timeout: 50_000,
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C.UTF-8' },
      })
      expect(status, stderr).toBe(0)
      expect(readFileSync(out, 'utf8')).toMatch(/\d+ \d+ Nonobstant/)
      expect(readFileSync(letter, 'utf8')).toMatch(/🏠 : [Mm]algré votre courrier/)
      rmSync(folder, { recursive: true })
    })
  },
)
