/* Returns how many ms ago the document last changed; a document that is still loading counts as changing now. */
() => {
  if (document.readyState === "loading") return 0;
  const watch = (window.__uxAuditChanges ??= (() => {
    const state = { at: performance.now() };
    const observer = new MutationObserver(() => (state.at = performance.now()));
    observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    return state;
  })());
  return performance.now() - watch.at;
}
