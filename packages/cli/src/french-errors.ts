import type { Command, CommanderError } from 'commander'

/** Finds the known name nearest to what was typed. */
export type Nearest = (found: string, known: readonly string[]) => string | undefined

/** Commander's message in French, with the nearest name. */
export function inFrench(error: CommanderError, program: Command, nearest: Nearest): string {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const name = named.split(' ')[0]?.replace(/,$/, '') ?? ''
  // « limpide signalements importer » is a command of « signalements », and no « limpide importer ».
  const called = calledIn(program)
  const command = called.at(-1)
  const help = ['limpide', ...called.map((one) => one.name()), '--help'].join(' ')
  switch (error.code) {
    case 'commander.unknownCommand': {
      const known = program.commands.flatMap((found) => [found.name(), ...found.aliases()])
      return said(`la commande «\u00a0${named}\u00a0» n’existe pas.`, nearest(named, known), help)
    }
    case 'commander.unknownOption': {
      const known = [...(command?.options ?? []), ...program.options]
        .flatMap(({ long }) => (long ? [long] : []))
        .concat('--help')
      return said(
        `l’option «\u00a0${named}\u00a0» n’existe pas${command === undefined ? '' : ` pour «\u00a0${command.name()}\u00a0»`}.`,
        nearest(name, known),
        help,
      )
    }
    case 'commander.optionMissingArgument':
      return said(`il manque une valeur après «\u00a0${name}\u00a0».`, undefined, help)
    case 'commander.missingArgument':
      return said(
        `il manque ${named.startsWith('chemin') ? 'un dossier ou un fichier' : named.startsWith('fichier') ? 'un fichier' : `«\u00a0${named}\u00a0»`}.`,
        undefined,
        help,
      )
    case 'commander.excessArguments':
      return said('il y a trop d’arguments.', undefined, help)
    case 'commander.invalidArgument': {
      const [, option = '', value = ''] = /option '([^']*)' argument '([^']*)' is invalid/.exec(error.message) ?? []
      const allowed = /Allowed choices are ([^.]*)\./.exec(error.message)?.[1]?.split(', ') ?? []
      const flag = option.split(' ')[0]?.replace(/,$/, '') ?? ''
      return said(
        `la valeur «\u00a0${value}\u00a0» n’est pas possible pour «\u00a0${flag}\u00a0»${allowed.length === 0 ? '' : ` (${allowed.join(', ')})`}.`,
        nearest(value, allowed),
        help,
      )
    }
    default:
      return said(error.message.replace(/^error: /, ''), undefined, help)
  }
}

/** The command that was called, after those that it belongs to. */
function calledIn(program: Command): readonly Command[] {
  const called: Command[] = []
  let from = program
  for (const word of program.args) {
    const next = from.commands.find((known) => known.name() === word || known.aliases().includes(word))
    if (next === undefined) continue
    called.push(next)
    from = next
  }
  return called
}

function said(what: string, guess: string | undefined, help: string): string {
  return `limpide\u00a0: ${what}${guess === undefined ? '' : ` Vouliez-vous dire «\u00a0${guess}\u00a0»\u00a0?`}\nAide\u00a0: ${help}`
}
