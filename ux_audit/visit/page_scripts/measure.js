/*
 * Watches a load from its first moment: paints, largest contentful paint, layout shifts, long tasks. Runs before the page's
 * own scripts; `read_measures.js` reads what it saw. Observes only, judges nothing.
 */
(() => {
  if (window.top !== window || window.__uxAuditLoad) return;
  const state = (window.__uxAuditLoad = { lcp: null, shifts: [], tasks: [], fcp: null, pictured: 0 });
  const path = (node) => {
    const el = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const parts = [];
    for (let at = el; at && at !== document.body && parts.length < 4; at = at.parentElement) {
      if (at.id && /^[A-Za-z][\w-]*$/.test(at.id)) {
        parts.push(`${at.localName}#${at.id}`);
        break;
      }
      const classes = [...at.classList].filter((name) => /^[A-Za-z][\w-]*$/.test(name)).slice(0, 2);
      parts.push([at.localName, ...classes].join("."));
    }
    return parts.reverse().join(" > ");
  };
  const box = (rect) => ({ x: rect.x, y: rect.y + window.scrollY, width: rect.width, height: rect.height });
  const watch = (type, see) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
    } catch {
      /* this browser does not report it */
    }
  };
  watch("paint", (entry) => entry.name === "first-contentful-paint" && (state.fcp = entry.startTime));
  watch("largest-contentful-paint", (entry) => {
    state.lcp = { at: entry.startTime, url: entry.url, size: entry.size, element: path(entry.element), seen: performance.now() };
  });
  watch("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    const areas = entry.sources.map((s) => ({ s, area: Math.max(s.previousRect.width * s.previousRect.height, s.currentRect.width * s.currentRect.height) }));
    const main = areas.sort((a, b) => b.area - a.area)[0]?.s;
    state.shifts.push({
      value: entry.value,
      at: entry.startTime,
      selector: main ? path(main.node) : "",
      before: main ? box(main.previousRect) : null,
      after: main ? box(main.currentRect) : null,
    });
  });
  document.addEventListener(
    "load",
    ({ target }) => {
      if (!(target instanceof HTMLImageElement)) return;
      const r = target.getBoundingClientRect();
      if (r.bottom > 0 && r.top < window.innerHeight) state.pictured = performance.now();
    },
    true
  );
  watch("longtask", (entry) => state.tasks.push([entry.startTime, entry.duration]));
})();
