import type { mlWorkspace, subnet } from '@palisade/facts'
import { clusterRoles } from '../access/cluster-roles.ts'
import type { Principal } from '../access/role-assignment.ts'
import type { Add } from '../collect.ts'
import type { Declaration, Earlier } from '../declare.ts'
import type { Given } from '../ground/given.ts'
import { shortHash } from '../names/derived.ts'
import type { Site } from '../site.ts'
import { imageBuild } from '../workspace/image-build.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { cluster } from './cluster.ts'
import { computePlace, identitiesOf } from './compute-place.ts'
import { imageBuilder } from './image-builder.ts'
import { instance } from './instance.ts'

/** The clusters and instances, and what they may do. */
export function training(
  site: Site,
  add: Add,
  on: {
    readonly workspace: Declaration<typeof mlWorkspace>
    readonly foundations: Foundations
    readonly subnet: Declaration<typeof subnet> | undefined
    /** The subnets that computes name for themselves. */
    readonly computeSubnets: ReadonlyMap<string, Declaration<typeof subnet>>
    readonly given: Given
    /** What compute needs on its first start: names, a way out, storage that the workspace may open. */
    readonly ready: readonly Earlier[]
  },
): void {
  const { clusters = [], instances = [] } = site.request.compute ?? {}
  const place = computePlace(on.subnet, on.computeSubnets, on.given)
  // Azure refuses the same role for the same identity twice, so clusters that share one share its roles.
  const known = new Map<string, Declaration[]>()
  const rolesFor = (name: string, to: Principal & { readonly id: string }): Declaration[] => {
    const roles = known.get(name) ?? clusterRoles(site, name, to, on.foundations).map(add)
    known.set(name, roles)
    return roles
  }

  const builder = site.choices.registry === 'open' ? undefined : imageBuilder(clusters)
  for (const wanted of clusters) {
    const made = add(cluster(site, wanted, on.workspace, place, on.ready))
    const own = identitiesOf(on.given, wanted)
    const roles =
      own.length === 0
        ? // With the word in front, no cluster's name can make one of the workspace's own keys.
          rolesFor(`cluster-${wanted.name.toLowerCase()}`, made)
        : own.flatMap((identity) => rolesFor(`identity-${shortHash(identity.id)}`, identity))
    if (wanted === builder) add(imageBuild(on.workspace, made, roles))
  }
  for (const wanted of instances) add(instance(site, wanted, on.workspace, place, on.ready))
}
