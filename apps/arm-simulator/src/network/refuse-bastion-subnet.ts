import { ArmError } from '../arm/arm-error.ts'

/** The subnet of Bastion is for nobody else. */
export function refuseBastionSubnet(subnetId: string): void {
  if (!/\/subnets\/azurebastionsubnet$/i.test(subnetId)) return
  throw new ArmError(
    400,
    'AzureBastionSubnet',
    "Subnet with name 'AzureBastionSubnet' can be used only for the Azure Bastion resource.",
  )
}
