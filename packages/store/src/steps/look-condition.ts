/** In SQL, of a row of `step`: what the engine calls a look (`isLook`). A test compares the two. */
export const lookCondition = `(step.action IN ('check', 'read') AND cardinality(step.depends_on) = 0)`
