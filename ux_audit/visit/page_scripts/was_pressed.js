/* Returns whether a click has reached the element since it was watched. */
(el) => el.__uxAuditPressed === true
