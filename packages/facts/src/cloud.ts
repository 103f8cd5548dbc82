/** The clouds of Azure whose facts are written down here. They differ in host names, not in structure. */
export type Cloud = 'AzurePublic'
