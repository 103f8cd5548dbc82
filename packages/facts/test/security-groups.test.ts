import { expect, test } from 'vitest'
import {
  bastionRules,
  type DirectedRule,
  jumpBoxRules,
  kubernetesInside,
  kubernetesPorts,
  publicIpComputeInbound,
  publicIpComputeRoute,
} from '../src/index.ts'
import { describeAgainstHandbook, handbook } from './handbook.ts'
import { type CollectedRule, securityRules } from './security-rules.ts'

const line = ({ direction, protocol, source, destination, ports }: DirectedRule) =>
  `${direction} ${protocol} ${source} ${destination} ${ports === 'all' ? '*' : ports.join(',')}`

const collectedLine = (rule: CollectedRule) =>
  `${rule.direction} ${rule.protocol} ${rule.sourceAddressPrefix} ${rule.destinationAddressPrefix} ${rule.destinationPortRanges.join(',')}`

describeAgainstHandbook('the rules of security groups against the collected facts', () => {
  test('Bastion has every rule without which Azure refuses its security group', () => {
    const { inbound, outbound } = securityRules('AzureBastionSubnet')
    expect(bastionRules.map(line)).toEqual([...inbound, ...outbound].map(collectedLine))
  })

  test('compute with a public IP lets Azure ML in and nobody else', () => {
    expect([publicIpComputeInbound].map(line)).toEqual(
      securityRules('computeSubnetWithPublicIp').inbound.map(collectedLine),
    )
  })

  test('compute with a public IP answers Azure ML past the firewall', () => {
    interface Route {
      readonly addressPrefix: string
      readonly nextHopType: string
    }
    const { routes } = handbook<{ routes: { computeWithPublicIpBehindFirewall: Route[] } }>('nsg-rules.json')
    const { addressPrefix, nextHopType } = publicIpComputeRoute
    expect({ addressPrefix, nextHopType }).toEqual(
      routes.computeWithPublicIpBehindFirewall
        .filter((route) => route.addressPrefix !== '0.0.0.0/0')
        .map((route) => ({ addressPrefix: route.addressPrefix, nextHopType: route.nextHopType }))[0],
    )
  })

  // The list has RDP beside SSH; our jump boxes run Linux.
  test('a jump box lets Bastion in over SSH and nobody else', () => {
    const listed = securityRules('jumpboxSubnet').inbound.map((rule) => ({ ...rule, destinationPortRanges: ['22'] }))
    expect(jumpBoxRules.map(line)).toEqual(
      listed.map((rule) => collectedLine(rule).replace('{bastionSubnetCidr}', '{bastionSubnet}')),
    )
  })

  test('the ports inside a cluster are the listed ones', () => {
    const { scenarios } = handbook<{ scenarios: { kubernetesCompute: { inCluster: string[] } } }>('outbound-rules.json')
    const listed = scenarios.kubernetesCompute.inCluster.flatMap((sentence) => sentence.match(/\b\d{4,5}\b/g) ?? [])
    const { router, model, identityProxy } = kubernetesPorts
    expect([...router, ...model, ...identityProxy].toSorted()).toEqual(listed.toSorted())
  })
})

test('what passes inside a cluster passes in both directions on every port', () => {
  for (const { name, protocol, ports } of kubernetesInside) {
    expect({ protocol, ports }, name).toEqual({ protocol: '*', ports: 'all' })
  }
  const ends = (wanted: DirectedRule['direction']) =>
    kubernetesInside
      .filter(({ direction }) => direction === wanted)
      .map(({ source, destination }) => `${source} ${destination}`)
  expect(ends('Inbound')).toEqual(ends('Outbound'))
})

test('no description is longer than Azure takes', () => {
  for (const { name, why } of [...bastionRules, ...jumpBoxRules, ...kubernetesInside, publicIpComputeInbound]) {
    expect(why.length, name).toBeLessThanOrEqual(140)
  }
})
