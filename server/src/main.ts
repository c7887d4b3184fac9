import { dirname } from 'node:path'
import { withClientFiles } from './client-files.ts'
import { keepSmall } from './frugal.ts'
import { nodeHost } from './node-host.ts'
import { startServer } from './server.ts'
import { connectionOf } from './stdio.ts'

const makeRoom = keepSmall()
const connection = connectionOf(process.argv)
// A fault of ours is told in the journal; the writer goes on writing.
process.on('unhandledRejection', (error) => connection.console.error(String(error)))
// Built, this file knows where it is; as it is written, the command line does.
const here = typeof __dirname === 'string' ? __dirname : dirname(process.argv[1] ?? '')
startServer(connection, withClientFiles({ ...nodeHost(here), makeRoom }, connection))
