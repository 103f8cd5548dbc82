import { read } from '../json/read.ts'
import { secretOf } from '../secrets/secret-of.ts'
import type { Resource } from '../state/resource.ts'

/** The file by which somebody reaches a cluster. Nothing listens at its address, and its secrets open nothing. */
export function clusterKubeconfig(cluster: Resource, role: string): string {
  const host =
    read.text(cluster.body, 'properties', 'privateFQDN') ?? read.text(cluster.body, 'properties', 'fqdn') ?? ''
  const user = `${role}_${cluster.name}`
  return [
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    `- name: ${cluster.name}`,
    '  cluster:',
    `    server: https://${host}:443`,
    `    certificate-authority-data: ${secretOf(cluster, 'authority', 'base64')}`,
    'contexts:',
    `- name: ${cluster.name}`,
    `  context: { cluster: ${cluster.name}, user: ${user} }`,
    `current-context: ${cluster.name}`,
    'users:',
    `- name: ${user}`,
    `  user: { token: ${secretOf(cluster, role, 'hex')} }`,
    '',
  ].join('\n')
}
