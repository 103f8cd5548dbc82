import { ArmError } from '../arm/arm-error.ts'

/** The name rule that most network resources share. */
export function networkName(min: number, max: number): { accepts: RegExp; refuse: (name: string) => ArmError } {
  return {
    accepts: new RegExp(`^(?=.{${min},${max}}$)[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$`),
    refuse: (name) =>
      new ArmError(
        400,
        'InvalidResourceName',
        `Resource name ${name} is invalid. The name can be up to ${max} characters long. It must begin with a word character, and it must end with a word character or with '_'. The name may contain word characters or '.', '-', '_'.`,
      ),
  }
}
