/* Returns whether anything lies over the page: an open dialog, a fixed box under one of a few points, a consent banner's mark. */
({ marks }) => {
  const shown = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && el.getBoundingClientRect().height > 1;
  if ([...document.querySelectorAll("dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]")].some(shown)) return true;
  const marked = new RegExp(marks, "i");
  const w = window.innerWidth;
  const h = window.innerHeight;
  for (const [x, y] of [[w / 2, h / 2], [w / 2, h - 12], [24, h - 24], [w - 24, h - 24], [w / 2, h * 0.8]]) {
    for (let el = document.elementFromPoint(x, y); el && el !== document.body; el = el.parentElement || el.getRootNode().host) {
      if (getComputedStyle(el).position === "fixed" || el.shadowRoot) return true;
    }
  }
  for (const el of document.body.children) {
    if (marked.test(`${el.id} ${el.className}`) && (shown(el) || el.shadowRoot || el.querySelector("iframe"))) return true;
  }
  return [...document.querySelectorAll("[id*=cookie i], [class*=cookie i], [id*=consent i], [class*=consent i]")].some(shown);
}
