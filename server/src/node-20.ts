// The oldest VS Code that the extension admits runs on Node 20, and pdf.js asks for one thing that came after it.
if (!('withResolvers' in Promise))
  Object.defineProperty(Promise, 'withResolvers', {
    configurable: true,
    writable: true,
    value: () => {
      const ends = {}
      const promise = new Promise((resolve, reject) => {
        Object.assign(ends, { resolve, reject })
      })
      return { promise, ...ends }
    },
  })

export {}
