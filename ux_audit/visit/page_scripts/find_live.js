/* Returns the live element that a snapshot named by its data-ux-id, or null when it has left the document. */
(id) => {
  const el = window.__uxAudit?.elements.get(id);
  return el && el.isConnected ? el : null;
}
