import { expect, test } from 'vitest'
import {
  azureMlHosts,
  azureMlServiceTags,
  azureMlServiceTagsIn,
  highBusinessImpactHosts,
  highBusinessImpactVault,
  hostSets,
  jumpBoxServiceTagsIn,
  kubernetesHosts,
  kubernetesServiceTags,
  kubernetesTrainingHosts,
  monitorServiceTag,
  type ServiceTagRule,
  storageOverSmb,
} from '../src/index.ts'
import { type CollectedCloud, clouds } from './clouds.ts'
import { describeAgainstHandbook, handbook } from './handbook.ts'
import { hostsOfPrivateEndpoints } from './hosts-of-private-endpoints.ts'
import { type CollectedRule, securityRules } from './security-rules.ts'

interface CollectedHosts {
  readonly fqdns: readonly string[]
  readonly protocol: string
  readonly ports: readonly number[]
  readonly firewallRuleKind: string
  readonly phases?: readonly string[]
}

interface CollectedTag {
  readonly tag: string
  readonly protocol: string
  readonly ports: readonly number[]
  /** Where it is missing, every cloud has the tag. */
  readonly clouds?: readonly CollectedCloud[]
  readonly skipIf?: string
}

interface Scenario {
  readonly rules?: readonly CollectedHosts[]
  readonly serviceTags?: readonly CollectedTag[]
}

interface Outbound {
  readonly serviceTags: { readonly required: readonly CollectedTag[] }
  readonly requiredFqdns: Readonly<Record<CollectedCloud, Readonly<Record<string, readonly CollectedHosts[]>>>>
  readonly monitoring: Readonly<Partial<Record<CollectedCloud, readonly CollectedHosts[]>>>
  readonly scenarios: Readonly<Record<string, Scenario>> & {
    readonly aksCluster: Readonly<Record<CollectedCloud | 'clusterExtensions', readonly CollectedHosts[]>>
    readonly kubernetesCompute: { readonly rules: readonly CollectedHosts[] }
  }
}

const anyProtocol: Readonly<Record<string, string>> = { TCP: 'Tcp', UDP: 'Udp', ANY: '*' }

function tagLine(rule: Pick<ServiceTagRule, 'tag' | 'protocol' | 'ports'>): string {
  return `${rule.tag} ${rule.protocol} ${rule.ports.join(',')}`
}

function collectedTagLine(tag: CollectedTag): string {
  return tagLine({ tag: tag.tag, protocol: protocolOf(tag.protocol), ports: tag.ports.map(String) })
}

function ruleLine(rule: CollectedRule): string {
  return `${rule.destinationAddressPrefix} ${rule.protocol} ${rule.destinationPortRanges.join(',')}`
}

function protocolOf(collected: string): ServiceTagRule['protocol'] {
  const found = anyProtocol[collected]
  if (found === 'Tcp' || found === 'Udp' || found === '*') return found
  throw new Error(`unknown protocol ${collected}`)
}

const hostsOf = (rules: readonly CollectedHosts[]) => rules.flatMap(({ fqdns }) => fqdns)

const insideTheNetwork = 'VirtualNetwork'

describeAgainstHandbook('what leaves the network, against the collected facts', () => {
  test.each(clouds)('every service tag that compute needs in $ours is there, with its ports', ({ ours, collected }) => {
    const { serviceTags } = handbook<Outbound>('outbound-rules.json')
    const listed = serviceTags.required.filter(
      ({ tag, clouds: having }) => tag !== insideTheNetwork && having?.includes(collected) !== false,
    )
    expect(azureMlServiceTagsIn(ours).map(tagLine).toSorted()).toEqual(listed.map(collectedTagLine).toSorted())
  })

  test('service tags that only some workspaces need are the listed ones', () => {
    const { scenarios, serviceTags } = handbook<Outbound>('outbound-rules.json')
    expect([highBusinessImpactVault].map(tagLine)).toEqual(scenarios.hbiWorkspace?.serviceTags?.map(collectedTagLine))
    expect([storageOverSmb].map(tagLine)).toEqual(scenarios.storageBehindFirewall?.serviceTags?.map(collectedTagLine))
    const behindPrivateLink = serviceTags.required.filter(({ skipIf }) => skipIf?.includes('private link') === true)
    expect([monitorServiceTag].map(tagLine)).toEqual(behindPrivateLink.map(collectedTagLine))
  })

  test.each(['computeSubnetNoPublicIp', 'computeSubnetWithPublicIp'])(
    'the security group profile %s asks for the same service tags',
    (profile) => {
      expect(azureMlServiceTags.map(tagLine).toSorted()).toEqual(
        securityRules(profile)
          .outbound.filter((rule) => rule.destinationAddressPrefix !== insideTheNetwork)
          .map(ruleLine)
          .toSorted(),
      )
    },
  )

  test.each(clouds)(
    'every host that an application rule can allow in $ours is there, and none that is not listed',
    ({ ours, collected }) => {
      const { requiredFqdns, monitoring } = handbook<Outbound>('outbound-rules.json')
      const listed = [...Object.values(requiredFqdns[collected]).flat(), ...(monitoring[collected] ?? [])]
      const wanted = hostsOf(listed.filter((rule) => rule.firewallRuleKind === 'application')).filter(
        (host) => !hostsOfPrivateEndpoints.test(host),
      )
      const hosts = [...azureMlHosts[ours], highBusinessImpactHosts[ours]].flatMap((rule) => rule.hosts)
      expect(hosts.toSorted()).toEqual([...new Set(wanted)].toSorted())
    },
  )

  test.each(clouds)('every host in $ours has the listed ports', ({ ours, collected }) => {
    const { requiredFqdns } = handbook<Outbound>('outbound-rules.json')
    const listed = Object.values(requiredFqdns[collected]).flat()
    for (const { hosts, ports } of azureMlHosts[ours]) {
      for (const host of hosts) {
        const rule = listed.find(({ fqdns }) => fqdns.includes(host))
        if (rule !== undefined) expect(ports, host).toEqual(rule.ports)
      }
    }
  })

  test.each(clouds)(
    'every host that no application rule can allow in $ours is on a port that a service tag opens',
    ({ ours, collected }) => {
      const { requiredFqdns } = handbook<Outbound>('outbound-rules.json')
      const tags = [...azureMlServiceTagsIn(ours), storageOverSmb]
      const others = Object.values(requiredFqdns[collected])
        .flat()
        .filter((rule) => rule.firewallRuleKind === 'network')
      expect(others).not.toEqual([])
      for (const { protocol, ports } of others) {
        for (const port of ports) {
          const opened = tags.some((tag) => tag.protocol === protocolOf(protocol) && tag.ports.includes(String(port)))
          expect(opened, `${protocol} ${port}`).toBe(true)
        }
      }
    },
  )

  test('the named sets open the listed hosts', () => {
    const { scenarios } = handbook<Outbound>('outbound-rules.json')
    const listed = {
      python: 'pythonPackages',
      r: 'rPackages',
      rstudio: 'rStudioInstall',
      vscode: 'visualStudioCode',
      huggingface: 'huggingFace',
      dockerhub: 'dockerHub',
    } as const
    for (const [name, hosts] of Object.entries(hostSets)) {
      const scenario = Object.entries(listed).find(([ours]) => ours === name)?.[1] ?? ''
      expect(hosts, name).toEqual(hostsOf(scenarios[scenario]?.rules ?? []))
    }
  })

  test.each(clouds)(
    'a jump box reaches the listed service tags in $ours, where the cloud has them',
    ({ ours, collected }) => {
      const listed = securityRules('jumpboxSubnet').outbound.map(ruleLine)
      const { serviceTags } = handbook<Outbound>('outbound-rules.json')
      const missing = serviceTags.required.filter(({ clouds: having }) => having?.includes(collected) === false)
      const inTheCloud = listed.filter((line) => !missing.map(collectedTagLine).includes(line))
      const tags = jumpBoxServiceTagsIn(ours)
      expect(tags.map(tagLine)).toEqual(expect.arrayContaining(inTheCloud))
      expect(missing.filter(({ tag }) => tags.some((rule) => rule.tag === tag))).toEqual([])
    },
  )

  test('the nodes of a private cluster reach the listed service tags and no public API server', () => {
    const listed = securityRules('aksScoringSubnet').outbound.filter(
      ({ purpose }) => !purpose.includes('not for private clusters'),
    )
    expect(kubernetesServiceTags.map(tagLine)).toEqual(listed.map(ruleLine))
  })

  test.each(clouds)(
    'a private cluster in $ours reaches the listed hosts of AKS, but no public API server',
    ({ ours, collected }) => {
      const { aksCluster } = handbook<Outbound>('outbound-rules.json').scenarios
      const apiServer = /^\*\.(hcp|tun)\./
      const listed = hostsOf(aksCluster[collected]).filter((host) => !apiServer.test(host))
      const hosts = kubernetesHosts[ours].flatMap((rule) => rule.hosts)
      expect(hosts).toEqual(expect.arrayContaining(listed))
      expect(hosts.filter((host) => apiServer.test(host))).toEqual([])
      expect(new Set(hosts).size).toBe(hosts.length)
    },
  )

  test('a private cluster in the public cloud reaches the listed hosts and one that is newer than the list', () => {
    const { aksCluster, kubernetesCompute } = handbook<Outbound>('outbound-rules.json').scenarios
    const scoring = kubernetesCompute.rules.filter(({ phases }) => phases?.includes('inference') === true)
    const listed = hostsOf([...aksCluster.AzurePublic, ...aksCluster.clusterExtensions, ...scoring]).filter(
      (host) => !host.startsWith('*.hcp.') && !hostsOfPrivateEndpoints.test(host),
    )
    const hosts = kubernetesHosts.AzurePublic.flatMap((rule) => rule.hosts)
    expect(hosts.toSorted()).toEqual([...new Set([...listed, 'packages.aks.azure.com'])].toSorted())
  })

  test('a cluster that trains reaches the hosts that are listed for training only', () => {
    const { kubernetesCompute } = handbook<Outbound>('outbound-rules.json').scenarios
    const training = kubernetesCompute.rules.filter(({ phases }) => phases?.includes('inference') === false)
    expect(kubernetesTrainingHosts.map(({ hosts, ports }) => ({ hosts, ports }))).toEqual(
      training.map(({ fqdns, ports }) => ({ hosts: fqdns, ports })),
    )
  })
})
