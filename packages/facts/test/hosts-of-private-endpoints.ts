/** The workspace's own resources in the collected facts. They are reached through private endpoints and need no rule. */
export const hostsOfPrivateEndpoints = /^\{(storage|acr|workspaceId)\}/
