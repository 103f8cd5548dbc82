import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/json/json.ts'
import { Contract } from './contract.ts'
import { Documents } from './documents.ts'
import type { Exchange } from './exchange.ts'

const path = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Zoo/cages/one'
const template =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Zoo/cages/{cageName}'
const cage = { $ref: '#/definitions/Cage' }

const content: JsonObject = {
  paths: {
    [template]: {
      put: {
        operationId: 'Cages_Put',
        parameters: [
          { name: 'cageName', in: 'path', required: true, type: 'string', pattern: '^[a-z]+$' },
          { name: 'api-version', in: 'query', required: true, type: 'string' },
          { name: 'cage', in: 'body', required: true, schema: cage },
        ],
        responses: { '200': { schema: cage }, '204': {} },
      },
    },
  },
  definitions: {
    Resource: { properties: { id: { type: 'string', readOnly: true } }, required: ['id'] },
    Cage: {
      allOf: [{ $ref: '#/definitions/Resource' }],
      required: ['properties'],
      properties: {
        properties: {
          required: ['lock'],
          properties: {
            lock: { type: 'string', enum: ['Open', 'Shut'] },
            secret: { type: 'string', 'x-ms-mutability': ['create'] },
            keeper: { $ref: '#/definitions/Keeper', 'x-nullable': true },
            animals: { type: 'array', items: { $ref: '#/definitions/Animal' } },
            elsewhere: { $ref: './plants.json#/definitions/Plant' },
          },
        },
      },
    },
    Keeper: { properties: { since: { type: 'string', format: 'date-time' } } },
    Animal: { discriminator: 'kind', required: ['kind'], properties: { kind: { type: 'string' } } },
    Bear: {
      'x-ms-discriminator-value': 'bear',
      allOf: [{ $ref: '#/definitions/Animal' }],
      properties: { honey: { type: 'integer', maximum: 3, exclusiveMaximum: true } },
    },
    Bird: { allOf: [{ $ref: '#/definitions/Animal' }], properties: { wings: { type: 'integer' } } },
  },
}

function contract(): Contract {
  return new Contract(new Documents([{ name: 'zoo', provider: 'zoo', folder: 'zoo', content }]))
}

function faults(exchange: Partial<Exchange>, known = contract()): string[] {
  const sent = { properties: { lock: 'Shut' } }
  const found = known.check({
    method: 'PUT',
    path,
    query: 'api-version=2024-01-01',
    requestBody: sent,
    status: 200,
    responseBody: { ...sent, id: path },
    ...exchange,
  })
  return found.map(({ side, where, what }) => `${side} ${where} ${what}`)
}

function ofAnimal(animal: JsonObject): string[] {
  return faults({ requestBody: { properties: { lock: 'Shut', animals: [animal] } } })
}

describe('an exchange', () => {
  it('has no faults when it keeps to its document, in any case and with any version', () => {
    expect(faults({})).toEqual([])
    expect(
      faults({ path: path.replace('/resourceGroups/', '/resourcegroups/'), query: 'api-version=2030-01-01' }),
    ).toEqual([])
  })

  it('has faults in what it sends', () => {
    expect(faults({ requestBody: { properties: { lock: 'Shut' }, colour: 'red' } })).toEqual([
      'request zoo/Cage.colour is not known',
    ])
    expect(faults({ requestBody: { properties: {} } })).toEqual(['request zoo/Cage.properties.lock is missing'])
    expect(faults({ requestBody: { properties: { lock: 'Ajar' } } })).toEqual([
      'request zoo/Cage.properties.lock may not be "Ajar"',
    ])
    expect(faults({ requestBody: { properties: { lock: 'Shut', keeper: { since: 'ever' } } } })).toContain(
      'request zoo/Keeper.since must match format "date-time"',
    )
    expect(faults({ requestBody: null })).toEqual(['request Cages_Put needs a body'])
    expect(faults({ path: path.replace('one', 'ONE1') })).toEqual([
      'request Cages_Put {cageName} must match pattern "^[a-z]+$"',
    ])
    expect(faults({ query: 'api-version=2024-01-01&force=true' })).toEqual(['request Cages_Put ?force is not known'])
  })

  it('may send what is only read, which is counted', () => {
    const known = contract()
    expect(faults({ requestBody: { id: path, properties: { lock: 'Shut' } } }, known)).toEqual([])
    expect([...known.ignored]).toEqual([['zoo/Resource.id', 1]])
  })

  it('has faults in its answer, which shows what is only read and not what is only written', () => {
    expect(faults({ responseBody: { properties: { lock: 'Shut' } } })).toEqual(['answer zoo/Cage.id is missing'])
    expect(faults({ responseBody: { id: path, properties: { lock: 'Shut', size: 1 } } })).toEqual([
      'answer zoo/Cage.properties.size is not known',
    ])
    expect(faults({ responseBody: null })).toEqual(['answer Cages_Put has no body with 200'])
    expect(faults({ status: 204 })).toEqual(['answer Cages_Put has a body with 204'])
    expect(faults({ status: 201 })).toEqual(['status Cages_Put answers 201'])
  })

  it('may show null only where the document says so', () => {
    expect(faults({ responseBody: { id: path, properties: { lock: 'Shut', keeper: null } } })).toEqual([])
    expect(faults({ responseBody: { id: path, properties: { lock: 'Shut', animals: null } } })).toEqual([
      'answer zoo/Cage.properties.animals must be array',
    ])
  })

  it('is held against the definition that its discriminator names', () => {
    expect(ofAnimal({ kind: 'bear', honey: 2 })).toEqual([])
    expect(ofAnimal({ kind: 'bear', honey: 3 })).toEqual(['request zoo/Bear.honey must be < 3'])
    expect(ofAnimal({ kind: 'Bird', honey: 1 })).toEqual(['request zoo/Bird.honey is not known'])
    expect(ofAnimal({ kind: 'fish' })).toEqual(['request zoo/Animal.kind may not be "fish"'])
    expect(ofAnimal({ honey: 1 })).toEqual(['request zoo/Animal.kind is missing'])
  })

  it('is refused with an error of ARM, and then may be wrong', () => {
    const refused = { requestBody: { colour: 'red' }, status: 400 }
    expect(faults({ ...refused, responseBody: { error: { code: 'BadRequest', message: 'No.' } } })).toEqual([])
    expect(faults({ ...refused, responseBody: { message: 'No.' } })).toEqual(['answer Cages_Put is no error of ARM'])
  })

  it('is said to be in no document, but for polls', () => {
    expect(faults({ path: path.replace('cages', 'aviaries') })).toEqual([
      'document Microsoft.Zoo/aviaries/* is in no document',
    ])
    expect(
      faults({
        method: 'GET',
        path: '/subscriptions/s/providers/Microsoft.Zoo/locations/l/operations/1c0ffee0-0000-4000-8000-000000000000',
      }),
    ).toEqual([])
  })

  it('may say anything where a document that is referred to is not at hand, which is counted', () => {
    const known = contract()
    expect(faults({ requestBody: { properties: { lock: 'Shut', elsewhere: { any: 'thing' } } } }, known)).toEqual([])
    expect(known.documents.skipped.has('zoo ./plants.json#/definitions/Plant')).toBe(true)
  })
})
