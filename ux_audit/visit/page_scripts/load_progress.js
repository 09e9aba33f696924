/* Returns how far a load has come: the document, the paints, and the pictures of the first screen that are missing or not painted. */
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
  const pictures = [...document.images].filter(inView);
  const missing = pictures.filter((img) => !img.complete);
  // The largest paint is reported when a picture is on the screen; a large one is decoded for a while before that.
  const shown = (img) => img.complete && img.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const painted = (img) => Math.min(area(img), img.naturalWidth * img.naturalHeight) * 0.98;
  // One that fills the whole screen is a backdrop, which the browser does not report.
  const backdrop = (img) => area(img) >= window.innerWidth * window.innerHeight;
  const unpainted = pictures.some((img) => shown(img) && !backdrop(img) && painted(img) > (state.lcp?.size || 0));
  const now = performance.now();
  // A large picture is painted some time after its last byte.
  const quietSince = Math.max(state.lcp?.seen || 0, state.pictured || 0, ...(state.tasks || []).slice(-1).map(([at, length]) => at + length));
  return {
    loaded: document.readyState === "complete",
    parsed: document.readyState !== "loading",
    painted: state.fcp !== null && state.fcp !== undefined,
    quietMs: now - quietSince,
    missing: missing.length,
    unpainted,
    missingLargest: Math.max(0, ...missing.map(area)) > (state.lcp?.size || 0),
  };
}
