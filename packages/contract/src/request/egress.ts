import { Type } from 'typebox'
import { ArmId, closed, Flag, HostOrWildcard, IpAddress, ListOf, OneOf, ServiceTag } from './parts.ts'

/** The sets of hosts that a request may open in the firewall by name. */
export const egressSets = ['python', 'r', 'rstudio', 'vscode', 'huggingface', 'dockerhub'] as const

export const egressModes = ['azureFirewall', 'existingAzureFirewall', 'appliance', 'natGateway', 'none'] as const

export const Egress = Type.Object(
  {
    mode: OneOf(
      egressModes,
      'Through what traffic leaves. azureFirewall: one of its own, the default. existingAzureFirewall: one in a hub. appliance: any other product, by its address. natGateway: no filter by host. none: nothing leaves.',
    ),
    allow: ListOf(
      OneOf(egressSets, 'A named set of hosts.'),
      egressSets.length,
      'Named sets of hosts to open beside what Azure ML itself needs. None by default.',
    ),
    allowHosts: ListOf(
      HostOrWildcard('A host: artifacts.example.com or *.example.com.'),
      100,
      'Hosts of your own to open, over HTTPS.',
    ),
    allowServiceTags: ListOf(
      Type.Object(
        {
          tag: ServiceTag('A service tag of Azure: Sql.WestEurope.'),
          protocol: OneOf(['TCP', 'UDP'], 'The protocol.'),
          ports: Type.Array(Type.String({ pattern: '^[0-9]{1,5}(-[0-9]{1,5})?$' }), { minItems: 1, maxItems: 15 }),
        },
        closed,
      ),
      30,
      'Services of Azure to open.',
    ),
    requiredRules: Flag('Whether what Azure ML needs is open. It has to be; the default.'),
    firewallId: Type.Optional(ArmId('Microsoft.Network/azureFirewalls', 'For existingAzureFirewall: the firewall')),
    policyId: Type.Optional(
      ArmId(
        'Microsoft.Network/firewallPolicies',
        'For existingAzureFirewall: its policy, to put the rules in; without it they are handed over',
      ),
    ),
    rulePriority: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 64000,
        description: 'For existingAzureFirewall: the priority of our rules in its policy. Default 4000.',
      }),
    ),
    nextHop: Type.Optional(IpAddress('For appliance: where traffic goes')),
  },
  closed,
)
