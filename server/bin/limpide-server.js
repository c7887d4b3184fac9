#!/usr/bin/env -S node --max-semi-space-size=8 --heap-growing-percent=40 --no-concurrent-recompilation
// Left alone, V8 takes several times the memory that the server holds: see « frugal.ts ».
import '../dist/main.cjs'
