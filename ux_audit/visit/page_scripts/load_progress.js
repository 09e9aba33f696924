/* Returns how far a load has come: the document, the paints, and the pictures of the first screen that are still missing. */
() => {
  const state = window.__uxAuditLoad || {};
  const inView = (el) => {
    const r = el.getBoundingClientRect();
    return r.width > 2 && r.height > 2 && r.bottom > 0 && r.right > 0 && r.top < window.innerHeight && r.left < window.innerWidth;
  };
  const now = performance.now();
  const quietSince = Math.max(state.lcp?.seen || 0, ...(state.tasks || []).slice(-1).map(([at, length]) => at + length));
  return {
    loaded: document.readyState === "complete",
    parsed: document.readyState !== "loading",
    painted: state.fcp !== null && state.fcp !== undefined,
    quietMs: now - quietSince,
    missing: [...document.images].filter((img) => !img.complete && inView(img)).length,
  };
}
