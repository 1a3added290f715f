import { RadiosField, choice } from '#web'
import { type RoleCode, roleCodes, roles } from './roles.ts'

export const roleAnswer = choice(roleCodes as [RoleCode, ...RoleCode[]], 'Select a role')

/** Asks for a role, and says what each one can do. */
export function RoleField() {
  return (
    <RadiosField
      name="role"
      legend="Role"
      items={roleCodes.map((code) => ({
        value: code,
        text: roles[code].name,
        hint: `Can ${roles[code].description}`,
      }))}
    />
  )
}
