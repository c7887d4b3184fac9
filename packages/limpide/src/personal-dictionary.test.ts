import { expect, test } from 'vitest'
import { personalDictionaryPath } from './index.ts'

test('the personal dictionary is where each system keeps the settings of a person', () => {
  const at = (platform: string, env: Record<string, string>, home: string) =>
    personalDictionaryPath({ platform, env, home })
  expect(at('linux', {}, '/home/a')).toBe('/home/a/.config/limpide/dictionnaire.txt')
  expect(at('darwin', { XDG_CONFIG_HOME: '' }, '/Users/a')).toBe('/Users/a/.config/limpide/dictionnaire.txt')
  expect(at('linux', { XDG_CONFIG_HOME: '/etc/a' }, '/home/a')).toBe('/etc/a/limpide/dictionnaire.txt')
  expect(at('win32', { APPDATA: 'C:\\A' }, 'C:\\Users\\a')).toBe('C:\\A\\limpide\\dictionnaire.txt')
  expect(at('win32', {}, 'C:\\Users\\a')).toBe('C:\\Users\\a\\AppData\\Roaming\\limpide\\dictionnaire.txt')
})
