import fc from 'fast-check'

fc.configureGlobal({ numRuns: Number(process.env['GSKOPE_FUZZ_RUNS'] ?? 100_000) })
