/*
 * Returns how many ms ago the document last changed (null while it is being read or its scripts have not run for a while),
 * whether something is sliding or fading that will come to rest, and in how many ms the page will do the next of what it
 * has planned (null where that is not known; nothing planned is far away).
 */
(longestMs) => {
  if (document.readyState === "loading") return { ago: null, moving: true, dueMs: null };
  const watched = window.__uxAuditQuiet;
  const watch = watched || (window.__uxAuditChanges ??= (() => {
    const state = { at: performance.now() };
    const observer = new MutationObserver(() => (state.at = performance.now()));
    observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    return state;
  })());
  const now = performance.now();
  const ago = now - watch.at;
  const moving = document.getAnimations().some((animation) => {
    const timing = animation.effect?.getComputedTiming();
    // What turns for ever does not count.
    if (animation.playState !== "running" || !timing) return false;
    const left = timing.endTime - (timing.localTime ?? 0);
    return left > 0 && left <= longestMs;
  });
  // Deferred scripts run before "complete"; a picture that never arrives must not hold the page up for ever.
  const read = document.readyState === "complete" || ago > 1500;
  const dueMs = watched && !watched.linked ? Math.min(1e9, ...[...watched.plans.values()].map((at) => at - now)) : null;
  return { ago: read ? ago : null, moving, dueMs };
}
