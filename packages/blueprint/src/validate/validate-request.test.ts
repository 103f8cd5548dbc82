import type { WorkspaceRequest } from '@palisade/contract'
import { describe, expect, test } from 'vitest'
import { example } from '../../test/example.ts'
import { validateRequest } from './validate-request.ts'

const codesAt = (request: WorkspaceRequest) => validateRequest(request).map(({ code, pointer }) => `${code} ${pointer}`)
const within = (addressSpace: string): WorkspaceRequest => ({ ...example, network: { addressSpace } })

test('the example has no problem', () => {
  expect(validateRequest(example)).toEqual([])
})

describe('address-space-invalid', () => {
  test.each(['10.40.0.0/33', '256.0.0.0/20', '010.40.0.0/20', '10.40.0.0'])('%s is not an IPv4 range', (range) => {
    expect(codesAt(within(range))).toEqual(['address-space-invalid /network/addressSpace'])
  })

  test('host bits are refused, and the detail says the range that was meant', () => {
    const [first] = validateRequest(within('10.40.0.5/20'))
    expect(first?.code).toBe('address-space-invalid')
    expect(first?.detail).toContain('10.40.0.0/20')
  })
})

describe('address-space-too-small', () => {
  test.each(['10.40.0.0/30', '10.40.0.0/32', '10.40.0.0/23'])('%s has no room for the subnets', (range) => {
    const problems = validateRequest(within(range))
    expect(problems.map(({ code }) => code)).toEqual(['address-space-too-small'])
    expect(problems[0]?.detail).toContain('at least a /22')
  })

  test('the smallest that is large enough is accepted', () => {
    expect(validateRequest(within('10.40.0.0/22'))).toEqual([])
  })

  test('more nodes than the training subnet has addresses are refused, with the size that is needed', () => {
    const full = {
      ...within('10.40.0.0/22'),
      compute: { clusters: [{ name: 'big', vmSize: 'Standard_D4', maxNodes: 507 }] },
    }
    expect(validateRequest(full)).toEqual([])
    const over = {
      ...within('10.40.0.0/22'),
      compute: { clusters: [{ name: 'big', vmSize: 'Standard_D4', maxNodes: 508 }] },
    }
    expect(codesAt(over)).toEqual(['address-space-too-small /network/addressSpace'])
    expect(validateRequest(over)[0]?.detail).toContain('at least a /21')
  })
})

describe('address-space-forbidden', () => {
  test.each([
    ['172.17.0.0/16', 'is the range'],
    ['172.17.64.0/20', 'lies in it'],
    ['172.16.0.0/12', 'holds it'],
    ['127.0.0.0/16', 'loopback'],
    ['169.254.0.0/20', 'link-local'],
    ['168.63.128.0/20', "Azure's own DNS"],
    ['224.0.0.0/8', 'multicast'],
  ])('%s: %s', (range) => {
    expect(codesAt(within(range))).toEqual(['address-space-forbidden /network/addressSpace'])
  })

  test('its neighbours are free', () => {
    expect(validateRequest(within('172.16.0.0/16'))).toEqual([])
    expect(validateRequest(within('172.18.0.0/16'))).toEqual([])
  })
})

describe('duplicate-compute-name', () => {
  const assignedTo = {
    objectId: '8d1c0f4e-6c1b-4a8e-9c55-0c7f5a2f7b10',
    tenantId: '8d1c0f4e-6c1b-4a8e-9c55-0c7f5a2f7b10',
  }

  test('a cluster and an instance cannot share a name, not even in another case', () => {
    const request = {
      ...example,
      compute: {
        clusters: [{ name: 'ana-dev', vmSize: 'Standard_D4', maxNodes: 1 }],
        instances: [{ name: 'Ana-Dev', vmSize: 'Standard_D4', assignedTo }],
      },
    }
    expect(codesAt(request)).toEqual(['duplicate-compute-name /compute/instances/0/name'])
  })
})

describe('invalid-value', () => {
  test('a cluster cannot keep more nodes than it may have', () => {
    const clusters = [{ name: 'cpu', vmSize: 'Standard_D4', minNodes: 3, maxNodes: 2 }]
    expect(codesAt({ ...example, compute: { clusters } })).toEqual(['invalid-value /compute/clusters/0/minNodes'])
  })

  test('a tag cannot pretend to be one of ours', () => {
    expect(codesAt({ ...example, tags: { 'Managed-By': 'me' } })).toEqual(['invalid-value /tags/Managed-By'])
  })

  test('two tags cannot differ in case only', () => {
    expect(codesAt({ ...example, tags: { owner: 'a', Owner: 'b' } })).toEqual(['invalid-value /tags/Owner'])
  })

  test('the name of a tag cannot be longer than a storage account takes', () => {
    const name = 'n'.repeat(129)
    expect(codesAt({ ...example, tags: { [name]: 'x' } })).toEqual([`invalid-value /tags/${name}`])
  })

  // Stored as it is, such a tag would be read back as a reference to another resource.
  test('a tag cannot look like a reference', () => {
    expect(codesAt({ ...example, tags: { $output: 'x' } })).toEqual(['invalid-value /tags/$output'])
  })
})

test('all problems are reported, not only the first', () => {
  const clusters = [
    { name: 'cpu', vmSize: 'Standard_D4', minNodes: 3, maxNodes: 2 },
    { name: 'CPU', vmSize: 'Standard_D4', maxNodes: 2 },
  ]
  expect(codesAt({ ...within('172.17.0.1/30'), compute: { clusters }, tags: { 'managed-by': 'x' } })).toEqual([
    'address-space-invalid /network/addressSpace',
    'address-space-too-small /network/addressSpace',
    'address-space-forbidden /network/addressSpace',
    'duplicate-compute-name /compute/clusters/1/name',
    'invalid-value /compute/clusters/0/minNodes',
    'invalid-value /tags/managed-by',
  ])
})
