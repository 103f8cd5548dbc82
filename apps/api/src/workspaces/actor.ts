/** Who the audit log names. There is no sign-in yet, and the API listens on this machine only: whoever is on it. */
export const actor = 'local'
