interface Unmet {
  /** As the test names it. */
  readonly example: string
  readonly reason: string
}

const noTemplates =
  'Templates are not deployed: the one of this example lies at an address where nothing is, and Azure itself would refuse it there.'

/** The official examples that the simulator does not agree with, and why. One that agrees by now makes its test fail. */
export const unmet: readonly Unmet[] = [
  {
    example:
      'compute/2024-03-01/virtualMachineExamples/VirtualMachine_Create_CustomImageVmFromAnUnmanagedGeneralizedOsImage',
    reason:
      'Its OS disk is a page blob in a storage account. Machines have managed disks only: Azure has retired the others.',
  },
  {
    example:
      'compute/2024-03-01/virtualMachineExamples/VirtualMachine_Create_WithNetworkInterfaceConfigurationDnsSettings',
    reason:
      'Machines that make their own interfaces are not simulated; the configuration here names no subnet to make it in.',
  },
  {
    example: 'containerservice/2024-02-01/ManagedClustersCreate_UserAssignedNATGateway',
    reason:
      'A user-assigned NAT gateway lies in a subnet that the cluster is put into (egress-outboundtype.md), and the example names no subnet.',
  },
  {
    example: 'network/2024-01-01/BastionHostDeveloperPut',
    reason: 'The example leaves out the location that Azure Resource Manager demands of every such resource.',
  },
  { example: 'resources/2024-03-01/DeploymentStackResourceGroupCreate', reason: noTemplates },
  { example: 'resources/2024-03-01/DeploymentStackResourceGroupValidate', reason: noTemplates },
  { example: 'resources/2024-03-01/PostDeploymentWhatIfOnResourceGroup', reason: noTemplates },
  { example: 'resources/2024-03-01/PutDeploymentResourceGroup', reason: noTemplates },
  { example: 'resources/2024-03-01/PutDeploymentResourceGroupTemplateSpecsWithId', reason: noTemplates },
]
