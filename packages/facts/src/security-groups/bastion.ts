import type { DirectedRule } from './directed-rule.ts'

/**
 * What a security group on `AzureBastionSubnet` must allow: where one of these is missing, Azure refuses the group.
 * Source: "Working with NSG access and Azure Bastion". The traffic between the hosts of Bastion and to `Internet` is not
 * on the oldest form of that page and is taken from templates that follow the newer one; that 80 is needed is
 * unconfirmed.
 */
export const bastionRules: readonly DirectedRule[] = [
  {
    name: 'AllowHttpsInbound',
    direction: 'Inbound',
    source: 'Internet',
    destination: '*',
    protocol: 'Tcp',
    ports: ['443'],
    why: 'People who come through Bastion.',
  },
  {
    name: 'AllowGatewayManagerInbound',
    direction: 'Inbound',
    source: 'GatewayManager',
    destination: '*',
    protocol: 'Tcp',
    ports: ['443'],
    why: 'The control plane of Bastion.',
  },
  {
    name: 'AllowAzureLoadBalancerInbound',
    direction: 'Inbound',
    source: 'AzureLoadBalancer',
    destination: '*',
    protocol: 'Tcp',
    ports: ['443'],
    why: 'Health probes.',
  },
  {
    name: 'AllowBastionHostCommunicationIn',
    direction: 'Inbound',
    source: 'VirtualNetwork',
    destination: 'VirtualNetwork',
    protocol: '*',
    ports: ['8080', '5701'],
    why: 'The hosts of Bastion among themselves.',
  },
  {
    name: 'AllowSshRdpOutbound',
    direction: 'Outbound',
    source: '*',
    destination: 'VirtualNetwork',
    protocol: '*',
    ports: ['22', '3389'],
    why: 'The machines that people reach through Bastion.',
  },
  {
    name: 'AllowAzureCloudOutbound',
    direction: 'Outbound',
    source: '*',
    destination: 'AzureCloud',
    protocol: 'Tcp',
    ports: ['443'],
    why: 'Diagnostics and metering.',
  },
  {
    name: 'AllowBastionHostCommunicationOut',
    direction: 'Outbound',
    source: 'VirtualNetwork',
    destination: 'VirtualNetwork',
    protocol: '*',
    ports: ['8080', '5701'],
    why: 'The hosts of Bastion among themselves.',
  },
  {
    name: 'AllowHttpOutbound',
    direction: 'Outbound',
    source: '*',
    destination: 'Internet',
    protocol: '*',
    ports: ['80'],
    why: 'Sessions and the validation of certificates.',
  },
]
