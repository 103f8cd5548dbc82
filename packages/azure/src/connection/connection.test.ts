import { expect, test } from 'vitest'
import { openConnection } from './connection.ts'
import { credentialFor } from './credential-for.ts'

test.each(['https://management.azure.com', 'https://10.0.0.4', undefined])(
  'the credential of the simulator is refused for an endpoint that public authorities vouch for: %s',
  async (endpoint) => {
    const credential = await credentialFor({ mode: 'simulator' })
    expect(() => openConnection({ credential, ...(endpoint === undefined ? {} : { endpoint }) })).toThrow(
      'its own certificate',
    )
  },
)

test.each(['https://127.0.0.1:8443', 'https://simulator:8443'])(
  'it is taken for %s with an authority of its own',
  async (endpoint) => {
    const credential = await credentialFor({ mode: 'simulator' })
    expect(() => openConnection({ credential, endpoint, ca: 'PEM' })).not.toThrow()
  },
)
