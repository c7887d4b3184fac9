// The process that reads files nobody vouches for: its parent kills it when it takes too long or too much memory.
import { answer, type Task } from './task.ts'

// Control-C reaches the whole group: the parent decides what to finish.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (task: Task) => {
  void answer(task).then((outcome) => process.send?.(outcome))
})
process.send?.('ready')
