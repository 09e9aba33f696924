/* Returns what `measure.js` saw, the navigation's times, and every picture with its real and its shown size. */
async () => {
  // Paints are reported with the frame after them; a page that draws no more frames has none to wait for.
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await Promise.race([frame().then(frame), new Promise((late) => setTimeout(late, 500))]);
  const state = window.__uxAuditLoad || { lcp: null, shifts: [], tasks: [], fcp: null };
  const nav = performance.getEntriesByType("navigation")[0];
  const lcp = state.lcp && { ...state.lcp };
  if (lcp && lcp.url) {
    const entry = performance.getEntriesByType("resource").find((r) => r.name === lcp.url);
    if (entry) {
      lcp.requested = entry.requestStart || entry.startTime;
      lcp.received = entry.responseEnd;
    }
  }
  const pictures = [...document.images]
    .filter((img) => img.currentSrc && img.naturalWidth && img.checkVisibility())
    .map((img) => {
      const r = img.getBoundingClientRect();
      return { url: img.currentSrc, natural: img.naturalWidth * img.naturalHeight, shown: r.width * r.height };
    });
  return {
    origin: performance.timeOrigin,
    now: performance.now(),
    ttfb: nav ? nav.responseStart - nav.startTime : null,
    redirects: nav ? nav.redirectCount : 0,
    load: nav && nav.loadEventEnd > 0 ? nav.loadEventEnd - nav.startTime : null,
    fcp: state.fcp,
    lcp,
    shifts: state.shifts,
    tasks: state.tasks,
    pictures,
    scale: window.devicePixelRatio,
    elements: document.getElementsByTagName("*").length,
  };
}
