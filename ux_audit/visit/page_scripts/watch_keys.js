/*
 * Watches where the Tab key goes. Before each Tab the element that has the focus is noted: its place in the order, whether
 * anything about it or beside it is drawn otherwise than without the focus, and whether something fixed lies over it.
 * Movements are frozen meanwhile, so that what a style fades in is there at once. Nothing is judged here.
 */
() => {
  const registry = (window.__uxAudit ??= { next: 1, ids: new WeakMap(), elements: new Map() });
  const STYLES = ["outline", "boxShadow", "borderColor", "borderWidth", "borderStyle", "backgroundColor", "backgroundImage", "color", "textDecoration", "opacity", "transform", "filter", "visibility", "display", "left", "top"];
  const FOCUSABLE = "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable=''], [contenteditable=true]";
  const MOST_NEAR = 12;
  const before = new WeakMap();
  const watched = [];

  const look = (el) => {
    const parts = [];
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(el, pseudo);
      if (pseudo && (style.content === "none" || style.content === "normal")) continue;
      const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      parts.push(STYLES.map((name) => (name === "outline" && !drawn ? "" : style[name])).join("|"));
    }
    return parts.join("\n");
  };
  const near = (el) => {
    const around = [el.parentElement, el.parentElement?.parentElement, el.nextElementSibling, ...(el.labels || [])];
    return [el, ...around, ...[...el.querySelectorAll("*")].slice(0, MOST_NEAR)].filter((one) => one && one !== document.body && one !== document.documentElement);
  };
  const remember = (el) => {
    for (const one of near(el)) if (!before.has(one)) before.set(one, look(one));
  };
  const active = () => {
    let el = document.activeElement;
    while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement;
    return el && el !== document.body && el !== document.documentElement ? el : null;
  };
  const TYPED = /^(text|search|email|tel|url|password|number|date|datetime-local|month|time|week)$/;
  const hasCaret = (el) => el.tagName === "TEXTAREA" || el.isContentEditable || (el.tagName === "INPUT" && TYPED.test(el.type));
  const inView = (box) => box.width >= 1 && box.height >= 1 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;

  const fixedAbove = (el, box) => {
    const xs = [0.1, 0.5, 0.9].map((share) => box.left + box.width * share);
    const ys = [0.1, 0.5, 0.9].map((share) => box.top + box.height * share);
    const inside = xs.flatMap((x) => ys.map((y) => [x, y])).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    return inside.length > 0 && inside.every(([x, y]) => {
      const hit = el.getRootNode().elementFromPoint(x, y);
      if (!hit || hit === el || el.contains(hit) || hit.contains(el) || [...(el.labels || [])].some((label) => label.contains(hit))) return false;
      for (let node = hit; node && node !== document.body; node = node.parentElement) {
        if (["fixed", "sticky"].includes(getComputedStyle(node).position)) return !node.contains(el);
      }
      return false;
    });
  };

  const note = () => {
    const el = active();
    watched.push(el);
    if (!el) return;
    if (registry.stops.has(el)) return;
    const box = el.getBoundingClientRect();
    const faded = !el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const labels = [...(el.labels || [])].some((label) => inView(label.getBoundingClientRect()));
    const changed = near(el).some((one) => before.has(one) && before.get(one) !== look(one));
    const shown = (inView(box) && !faded) || labels;
    const state = el.tagName === "IFRAME" ? "frame" : !shown ? "away" : fixedAbove(el, box) ? "covered" : changed || hasCaret(el) ? "seen" : "unseen";
    registry.stops.set(el, { n: watched.length, state });
  };

  const frozen = document.createElement("style");
  frozen.textContent = "*, *::before, *::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; caret-color: auto; }";
  document.documentElement.append(frozen);
  document.activeElement?.blur?.();
  window.scrollTo(0, 0);
  registry.stops = new WeakMap();
  const all = [...document.querySelectorAll(FOCUSABLE)];
  all.forEach(remember);
  const onKey = (event) => {
    if (event.key === "Tab" && event.isTrusted && !first) note();
    first = false;
  };
  let first = true;
  window.addEventListener("keydown", onKey, true);
  registry.keys = {
    watched,
    reached: (id) => watched.some((el) => el && (registry.ids.get(el) === id || el.contains(registry.elements.get(id)))),
    end: () => {
      note();
      window.removeEventListener("keydown", onKey, true);
      active()?.blur?.();
      frozen.remove();
      window.scrollTo(0, 0);
    },
  };
  return all.length;
}
