/* Notes on the element when a click reaches it, so that a slow answer is not taken for a click that was not made. */
(el) => {
  el.__uxAuditPressed = false;
  el.addEventListener("click", () => (el.__uxAuditPressed = true), { capture: true, once: true });
}
