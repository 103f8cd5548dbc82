import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { exampleRequest } from './example-request.ts'
import { isFields, markShared, shareSchemas } from './share-schemas.ts'

/** Collects the routes that are added after it into an OpenAPI 3.1 document, and shows it at /docs. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Palisade',
        version: '1.0.0',
        description:
          'Turns one request into a network-secured Azure Machine Learning workspace. Every answer that is not a ' +
          'success is a problem (RFC 9457) whose code is explained at [/docs/errors](/docs/errors).',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: [
        { name: 'workspaces', description: 'Ask for workspaces, list them, have them removed.' },
        { name: 'checks', description: 'Ask what would stand in the way, without making anything.' },
        { name: 'jobs', description: 'Watch the work on a workspace.' },
        { name: 'health', description: 'For probes.' },
      ],
    },
    convertConstToEnum: false,
    transform: ({ schema, url }) => {
      const marked = markShared(schema)
      return { schema: isFields(marked) ? marked : schema, url }
    },
    transformObject: (documents) => {
      if (!('openapiObject' in documents)) throw new Error('The document is not OpenAPI')
      return addExample(shareSchemas(documents.openapiObject))
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // There is one document to explore, and no other to type in.
    theme: { title: 'Palisade: API', css: [{ filename: 'palisade.css', content: '.topbar { display: none }' }] },
    // The default is an online validator, which would be told of this address.
    validatorUrl: false,
    uiConfig: { deepLinking: true, displayRequestDuration: true, tryItOutEnabled: true },
  })
}

/** The request that is shown is the one of `examples/private.json`. */
function addExample<T extends object>(document: T): T {
  const { paths } = document as { paths?: unknown }
  for (const path of ['/v1/workspaces', '/v1/checks']) {
    const body = follow(paths, path, 'post', 'requestBody', 'content', 'application/json')
    if (body === undefined) throw new Error(`The document has no request body for POST ${path}`)
    body.examples = { private: { summary: 'A private workspace', value: exampleRequest } }
  }
  return document
}

function follow(value: unknown, ...names: readonly string[]): Record<string, unknown> | undefined {
  const found = names.reduce<unknown>((at, name) => (isFields(at) ? at[name] : undefined), value)
  return isFields(found) ? found : undefined
}
