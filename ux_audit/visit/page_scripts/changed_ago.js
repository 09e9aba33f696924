/* Returns how many ms ago the document last changed, or null while it is still being read. */
() => {
  if (document.readyState === "loading") return null;
  const watch = (window.__uxAuditChanges ??= (() => {
    const state = { at: performance.now() };
    const observer = new MutationObserver(() => (state.at = performance.now()));
    observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    return state;
  })());
  return performance.now() - watch.at;
}
