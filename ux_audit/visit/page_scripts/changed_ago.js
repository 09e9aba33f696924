/* Returns how many ms ago the document last changed, or null while it is being read or its scripts have not run for a while. */
() => {
  if (document.readyState === "loading") return null;
  const watch = (window.__uxAuditChanges ??= (() => {
    const state = { at: performance.now() };
    const observer = new MutationObserver(() => (state.at = performance.now()));
    observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    return state;
  })());
  const ago = performance.now() - watch.at;
  // Deferred scripts run before "complete"; a picture that never arrives must not hold the page up for ever.
  return document.readyState === "complete" || ago > 1500 ? ago : null;
}
