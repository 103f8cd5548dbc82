import { CheckSubject, type Declared, dependenciesOf } from '@palisade/contract'
import { Compile } from 'typebox/compile'
import type { Built, Guarantee } from './built.ts'
import { textAt } from './json.ts'

const subject = Compile(CheckSubject)

/** Nothing is touched before Azure was asked whether it can be. */
export const preflight: readonly Guarantee[] = [
  {
    name: 'what changes anything waits for every check and for all that is looked at first',
    violations: (built) => {
      const looks = built.resources.filter(isLook).map(({ key }) => key)
      const before = allBefore(built)
      return built.resources
        .filter((one) => !isLook(one))
        .flatMap(({ key }) => looks.filter((look) => !before(key).has(look)).map((look) => `${key} ignores ${look}`))
    },
  },
  {
    name: 'a check waits for nothing, so that all of them answer',
    violations: ({ resources }) =>
      resources.filter((one) => one.action === 'check' && dependenciesOf(one).length > 0).map(({ key }) => key),
  },
  {
    name: 'a check says completely what it looks at',
    violations: ({ resources }) =>
      resources.filter(({ action, body }) => action === 'check' && !subject.Check(body)).map(({ key }) => key),
  },
  {
    name: 'every check is in the first phase, and no two of them have one key',
    violations: ({ resources }) =>
      resources
        .filter(({ action }) => action === 'check')
        .filter(({ key, phase, name }) => phase !== 'preflight' || key !== `preflight/${name}`)
        .map(({ key }) => key),
  },
  {
    name: 'a provider is asked for where something of it is made',
    violations: ({ resources }) => {
      const asked = JSON.stringify(resources.find(({ key }) => key === 'preflight/registrations')?.body)
      return resources
        .filter(({ action, kind }) => action === 'make' && !/^Microsoft\.(Resources|Authorization)\//.test(kind))
        .filter(({ kind }) => !asked.includes(`"${kind.split('/')[0]}"`))
        .map(({ key }) => key)
    },
  },
  {
    name: 'a permission is asked for wherever something is made, changed or read',
    violations: ({ resources }) => {
      const body = resources.find(({ key }) => key === 'preflight/permissions')?.body
      const asked = JSON.stringify(body)
      return resources
        .filter(({ action, kind }) => action !== 'check' && !kind.startsWith('Microsoft.Resources/'))
        .filter(
          ({ kind, action }) =>
            !asked.includes(`"${kind}/${action === 'read' || action === 'await' ? 'read' : 'write'}"`),
        )
        .map(({ key }) => key)
    },
  },
  {
    name: 'who asks to adopt or recover says so of everything that it can be said of, and nobody else does',
    violations: ({ resources, request }) => {
      const adopts = request.resources?.onExisting === 'adopt'
      const kept = request.resources?.onSoftDeleted
      return resources
        .filter((one) => one.action === 'make')
        .filter(
          (one) =>
            (one.adopts === true && !adopts) ||
            (one.onSoftDeleted !== undefined && one.onSoftDeleted !== kept) ||
            (adopts && one.kind === 'Microsoft.KeyVault/vaults' && one.adopts !== true) ||
            (one.kind === 'Microsoft.Resources/resourceGroups' && one.adopts === true),
        )
        .map(({ key }) => key)
    },
  },
  {
    name: 'the region that names are looked up in is the one that they are made in',
    violations: ({ resources, request }) => {
      const quota = resources.find(({ key }) => key === 'preflight/quota')
      return quota === undefined || textAt(quota.body, 'region') === request.region ? [] : ['preflight/quota']
    },
  },
]

function isLook({ action, phase }: Declared): boolean {
  return action === 'check' || (action === 'read' && phase === 'preflight')
}

/** All that has to succeed before, at any distance. */
function allBefore({ byKey }: Built): (key: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  const of = (key: string): ReadonlySet<string> => {
    const found = known.get(key)
    if (found !== undefined) return found
    const declared = byKey.get(key)
    const direct = declared === undefined ? [] : dependenciesOf(declared)
    const all = new Set([...direct, ...direct.flatMap((one) => [...of(one)])])
    known.set(key, all)
    return all
  }
  return of
}
