import { errorCatalogue } from '@palisade/contract'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { beforeAll, expect, test } from 'vitest'
import { isFields } from '../../src/openapi/share-schemas.ts'
import { type TestApi, testApiForFile } from '../support/test-api.ts'

const api = testApiForFile()
let document: Document
beforeAll(async () => {
  const { body } = await api.request.get('/openapi.json').expect(200)
  document = body
})

interface Document {
  readonly openapi: string
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, object> }
}

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly requestBody?: {
    content: Record<string, { schema: object; examples: Record<string, { value: unknown }> }>
  }
  readonly parameters?: { in: string; name: string; required?: boolean; schema: object; description?: string }[]
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { schema: object; examples?: object }> }
  >
}

function operations(): (Operation & { path: string; method: string })[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
  )
}

test('it is OpenAPI 3.1, and every reference in it leads somewhere', () => {
  expect(document.openapi).toBe('3.1.0')
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true })
  formats.default(ajv)
  for (const name of ['example', 'components']) ajv.addKeyword(name)
  const { schemas } = document.components
  expect(Object.keys(schemas).sort()).toEqual([
    'CheckAccepted',
    'EventList',
    'HandOff',
    'Job',
    'Preview',
    'Problem',
    'Workspace',
    'WorkspaceAccepted',
    'WorkspaceList',
    'WorkspaceRequest',
    'WorkspaceSummary',
  ])
  ajv.addSchema({ $id: 'openapi', components: { schemas } })
  for (const name of Object.keys(schemas)) ajv.compile({ $ref: `openapi#/components/schemas/${name}` })
  expect(JSON.stringify(document)).not.toContain('"$id"')
  const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)
  for (const [, reference] of references)
    expect(reference?.replace('#/components/schemas/', '') ?? '').toSatisfy((name: string) => name in schemas)
})

test('each operation has an id of its own, words, and its path parameters', () => {
  const all = operations()
  expect(new Set(all.map((operation) => operation.operationId)).size).toBe(all.length)
  for (const operation of all) {
    expect(operation.summary, operation.path).toBeTruthy()
    expect(operation.description, operation.path).toBeTruthy()
    const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
    const parameters = operation.parameters ?? []
    expect(parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(inPath)
    for (const parameter of parameters) expect(parameter.description, parameter.name).toBeTruthy()
    for (const response of Object.values(operation.responses)) expect(response.description).not.toBe('Default Response')
  }
})

test('the routes are those of the document, and the other way round', () => {
  const inDocument = operations().map(({ method, path }) => `${method.toUpperCase()} ${path.replace('{id}', ':id')}`)
  const hidden = ['GET /', 'GET /openapi.json', 'GET /docs/errors']
  expect([...inDocument, ...hidden].sort()).toEqual(routesOf(api).sort())
})

function routesOf({ app }: TestApi): string[] {
  const paths: string[] = []
  const open: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^((?:│ {3}| {4})*)(?:├── |└── )(\S+) \(([^)]+)\)/.exec(line)
    const [, indent = '', part = '', methods = ''] = match ?? []
    if (match === null) continue
    open.length = indent.length / 4
    open.push(part)
    const path = open.join('')
    if (path.startsWith('/docs') && path !== '/docs/errors') continue
    for (const method of methods.split(', ')) if (method !== 'HEAD') paths.push(`${method} ${path}`)
  }
  return paths
}

test('the status of every error of the catalogue is documented somewhere, and every documented one has an example', () => {
  const documented = new Set<string>()
  for (const operation of operations()) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (Number(status) < 400) continue
      const examples = response.content?.['application/problem+json']?.examples ?? {}
      expect(Object.keys(examples).length).toBeGreaterThan(0)
      for (const [code, example] of Object.entries(examples)) {
        documented.add(code)
        expect(isFields(example) && isFields(example.value) && example.value.status).toBe(Number(status))
      }
    }
  }
  // These are answered where there is no route to document.
  const outside = ['route-not-found', 'method-not-allowed', 'malformed-message', 'request-timeout', 'headers-too-large']
  // These are of changes, which no route takes yet.
  outside.push('cannot-change', 'isolation-cannot-go-back', 'isolation-needs-no-computes')
  const expected = Object.entries(errorCatalogue)
    .filter(([, entry]) => 'status' in entry)
    .map(([code]) => code)
  expect([...documented, ...outside].sort()).toEqual(expected.sort())
})

test('the example of the documentation is one that the schema accepts', () => {
  const { schemas } = document.components
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema({ $id: 'openapi', components: { schemas } })
  const media = document.paths['/v1/workspaces']?.post?.requestBody?.content['application/json']
  expect(media?.schema).toEqual({ $ref: '#/components/schemas/WorkspaceRequest' })
  expect(ajv.validate({ $ref: 'openapi#/components/schemas/WorkspaceRequest' }, media?.examples.private?.value)).toBe(
    true,
  )
})
