/** How many ranges of clients a workspace admits. Source: "Configure a private endpoint for a workspace". */
export const mostWorkspaceIps = 200

/** How many IP rules a storage account takes (unconfirmed: no stored page has the figure, and older ones said 200). */
export const mostStorageIpRules = 400
