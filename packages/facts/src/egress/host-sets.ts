import type { egressSets } from '@palisade/contract'

/** The name of a set of hosts that a request may open. */
export type EgressSet = (typeof egressSets)[number]

/**
 * The hosts behind each name, all over HTTPS. Source: "Configure inbound and outbound network traffic" and "Workspace
 * managed virtual network isolation" of the Azure Machine Learning documentation. `*.pythonhosted.org` is listed there
 * for overridden indexes only; in practice it serves every wheel. None of them belongs to a cloud, so they are the same
 * in all.
 */
export const hostSets: Readonly<Record<EgressSet, readonly string[]>> = {
  python: [
    'anaconda.com',
    '*.anaconda.com',
    '*.anaconda.org',
    'pypi.org',
    '*.pythonhosted.org',
    'pytorch.org',
    '*.pytorch.org',
    '*.tensorflow.org',
  ],
  r: ['cloud.r-project.org'],
  rstudio: ['ghcr.io', 'pkg-containers.githubusercontent.com'],
  vscode: [
    '*.vscode.dev',
    '*.vscode-unpkg.net',
    '*.vscode-cdn.net',
    '*.vscodeexperiments.azureedge.net',
    'default.exp-tas.com',
    'code.visualstudio.com',
    'update.code.visualstudio.com',
    '*.vo.msecnd.net',
    'marketplace.visualstudio.com',
    'vscode.blob.core.windows.net',
    '*.gallerycdn.vsassets.io',
    'github.com',
    'raw.githubusercontent.com',
    'vscode.download.prss.microsoft.com',
  ],
  huggingface: [
    'docker.io',
    '*.docker.io',
    '*.docker.com',
    'production.cloudflare.docker.com',
    'cdn.auth0.com',
    'cdn-lfs.huggingface.co',
  ],
  dockerhub: ['docker.io', '*.docker.io', '*.docker.com', 'production.cloudflare.docker.com'],
}
