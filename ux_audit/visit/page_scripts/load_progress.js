/* Returns how far a load has come: the document, the paints, and the pictures of the first screen that are missing or not painted. */
() => {
  const state = window.__uxAuditLoad || {};
  // The part of an element that lies on the first screen.
  const seen = (el) => {
    const r = el.getBoundingClientRect();
    const [left, top] = [Math.max(r.left, 0), Math.max(r.top, 0)];
    const [right, bottom] = [Math.min(r.right, window.innerWidth), Math.min(r.bottom, window.innerHeight)];
    return { x: (left + right) / 2, y: (top + bottom) / 2, area: Math.max(0, right - left) * Math.max(0, bottom - top), whole: r.width * r.height, width: r.width, height: r.height };
  };
  const inView = (img) => {
    const part = seen(img);
    return part.width > 2 && part.height > 2 && part.area > 0;
  };
  const area = (img) => seen(img).area;
  const pictures = [...document.images].filter(inView);
  const missing = pictures.filter((img) => !img.complete);
  // The largest paint is reported when a picture is on the screen; a large one is decoded for a while before that.
  // It counts as large as it is drawn in its box, and no larger than it is itself.
  const drawn = (img) => {
    const part = seen(img);
    const scale = Math.min(part.width / img.naturalWidth, part.height / img.naturalHeight);
    const fit = { contain: scale, "scale-down": Math.min(1, scale), none: 1 }[getComputedStyle(img).objectFit];
    const natural = img.naturalWidth * img.naturalHeight;
    return Math.min(fit ? Math.min(part.area, natural * fit * fit * (part.area / part.whole)) : part.area, natural);
  };
  // Chromium reports neither what fills the whole screen nor what has less than 0.05 bits a px: backdrops, placeholders.
  const backdrop = (img) => {
    const bytes = performance.getEntriesByName(img.currentSrc).at(-1)?.encodedBodySize;
    return area(img) >= window.innerWidth * window.innerHeight || (bytes > 0 && (bytes * 8) / area(img) < 0.05);
  };
  // The next slide of a gallery lies beside the one in view, and what is cut off or covered is not painted.
  const shown = (img) => {
    if (!img.complete || !img.naturalWidth || backdrop(img) || !img.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const part = seen(img);
    const hit = document.elementFromPoint(part.x, part.y);
    return hit === img || (hit?.contains(img) && seen(hit).whole < 1.2 * part.whole);
  };
  const unpainted = pictures.some((img) => shown(img) && drawn(img) * 0.95 > (state.lcp?.size || 0));
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
