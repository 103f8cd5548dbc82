import { dependenciesOf, PreviewView, phases } from '@palisade/contract'
import { Compile } from 'typebox/compile'
import { criticalPathSeconds, preview } from '../../src/index.ts'
import { unknownSuffix } from '../../src/preview/unknown.ts'
import { type Built, type Guarantee, ofKind } from './built.ts'
import { textAt } from './json.ts'

const form = Compile(PreviewView)

export const previewed: readonly Guarantee[] = [
  { name: 'the preview shows every resource as the blueprint has it, and takes as long', violations: differences },
]

function differences({ request, cloud, blueprint, resources, suffix, ...rest }: Built): string[] {
  const shown = preview(request, cloud)
  const planned = shown.phases.flatMap(({ resources }) => resources)
  const expected = phases.flatMap((phase) => resources.filter((one) => one.phase === phase))
  const line = (one: { key: string; kind: string; name: string; action: string; waitsFor: readonly string[] }) =>
    `${one.key} ${one.kind} ${withoutDerived(one.name, suffix)} ${one.action} ${one.waitsFor.join(' ')}`
  const made = ofKind(
    { request, cloud, blueprint, resources, suffix, ...rest },
    'Microsoft.Network/virtualNetworks/subnets',
  )
  const prefixes = new Set(shown.subnets.map(({ addressPrefix }) => addressPrefix))
  const wanted = expected.map((one) => line({ ...one, waitsFor: dependenciesOf(one) }))
  return [
    ...(form.Check(shown)
      ? []
      : [...form.Errors(shown)].map(({ instancePath, message }) => `${instancePath} ${message}`)),
    ...planned.map(line).flatMap((one, index) => (one === wanted[index] ? [] : [`${one} instead of ${wanted[index]}`])),
    ...(planned.length === wanted.length ? [] : ['some resources are not shown']),
    ...(shown.expectedMinutes === Math.ceil(criticalPathSeconds(blueprint) / 60) ? [] : ['the time differs']),
    ...(JSON.stringify(shown).includes('$output') ? ['a reference is shown as it is stored'] : []),
    ...made
      .filter(({ action, body }) => action === 'make' && !prefixes.has(textAt(body, 'properties', 'addressPrefix')))
      .map(({ key }) => `${key} is not among the subnets`),
    ...(JSON.stringify(shown.handOff.egressRules) === JSON.stringify(blueprint.handOff?.egressRules)
      ? []
      : ['the hand-off differs']),
  ]
}

/** What is known only once the workspace exists: the suffix, and names that are GUIDs. */
function withoutDerived(name: string, suffix: string): string {
  return name.replace(suffix, unknownSuffix).replace(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}$|^·+(-·+){4}$/, 'guid')
}
