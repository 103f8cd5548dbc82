/// <reference path="./web-assembly.d.ts" />
import { readFile } from 'node:fs/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'

/**
 * Prisma's own schema engine, compiled to WebAssembly: it keeps the same history table as `prisma migrate deploy`, but
 * needs no binary that would have to be downloaded, which fails behind a closed network.
 */
export async function openSchemaEngine(databaseUrl: string, schema?: string): Promise<glue.SchemaEngine> {
  const wasm = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const module = await WebAssembly.compile(await readFile(wasm))
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': { ...glue } })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  // One connection: the engine sends the statements of a migration one by one, and BEGIN has to hold for all of them.
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl, max: 1 }))
  const datamodels: [string, string][] | undefined = schema === undefined ? undefined : [['schema.prisma', schema]]
  return glue.SchemaEngine.new({ datamodels }, () => {}, adapter)
}
