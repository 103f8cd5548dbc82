/** Where what the user `postgres` must reach is put when the usual place is closed to that user. Used by root only. */
export const openGround = '/var/lib/palisade'
