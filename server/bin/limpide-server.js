#!/usr/bin/env -S MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=100000 MALLOC_MMAP_THRESHOLD_=100000 node --max-semi-space-size=16 --heap-growing-percent=30 --no-allocation-site-pretenuring --no-parallel-scavenge --no-concurrent-recompilation
// Left alone, V8 takes several times the memory that the server holds, and the C library keeps what it was given back: see
// « frugal.ts ».
import '../dist/main.cjs'
