import { writeFileSync } from 'node:fs'
import { Types } from '../../src/arm/types.ts'
import { rulesFile } from '../../src/bodies/rules.ts'
import { rulesOf } from './rules-of.ts'

// Writes `src/bodies/rules.json` anew from Microsoft's documents: `node apps/arm-simulator/test/openapi/write-rules.ts`.
const types = (await Types.load()).all().map(({ type }) => type)
writeFileSync(rulesFile, `${JSON.stringify(rulesOf(types), undefined, 2)}\n`)
