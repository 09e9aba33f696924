/* Returns how far a load has come: the document, the paints, and the pictures of the first screen that are still missing. */
() => {
  const state = window.__uxAuditLoad || {};
  const inView = (el) => {
    const r = el.getBoundingClientRect();
    return r.width > 2 && r.height > 2 && r.bottom > 0 && r.right > 0 && r.top < window.innerHeight && r.left < window.innerWidth;
  };
  const area = (el) => {
    const r = el.getBoundingClientRect();
    return (Math.min(r.right, window.innerWidth) - Math.max(r.left, 0)) * (Math.min(r.bottom, window.innerHeight) - Math.max(r.top, 0));
  };
  const missing = [...document.images].filter((img) => !img.complete && inView(img));
  const now = performance.now();
  // A large picture is painted some time after its last byte.
  const quietSince = Math.max(state.lcp?.seen || 0, state.pictured || 0, ...(state.tasks || []).slice(-1).map(([at, length]) => at + length));
  return {
    loaded: document.readyState === "complete",
    parsed: document.readyState !== "loading",
    painted: state.fcp !== null && state.fcp !== undefined,
    quietMs: now - quietSince,
    missing: missing.length,
    missingLargest: Math.max(0, ...missing.map(area)) > (state.lcp?.size || 0),
  };
}
