import fc from 'fast-check'

fc.configureGlobal({ numRuns: Number(process.env['GSKOPE_RUNS'] ?? 100_000) })
