/* Returns whether a product can be bought by now: its name and price are on the page, and its button can be hit. */
({ heading, price, button }) => {
  const state = window.__uxAuditLoad || {};
  const squeeze = (text) => (text || "").normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  const roots = () => {
    const found = [document];
    for (let i = 0; i < found.length; i += 1) {
      for (const el of found[i].querySelectorAll("*")) if (el.shadowRoot) found.push(el.shadowRoot);
    }
    return found;
  };
  let known = null;
  const all = (tag) => (known = known || roots()).flatMap((root) => [...root.querySelectorAll(tag)]);
  const visible = (el) => {
    const r = el.getBoundingClientRect();
    return r.width > 1 && r.height > 1 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const says = ({ tag, text }, read) => {
    const wanted = squeeze(text);
    return all(tag).filter((el) => read(el).some((said) => squeeze(said).includes(wanted)) && visible(el));
  };
  const names = (el) => [el.textContent, el.value, el.getAttribute("aria-label"), el.title, ...[...el.querySelectorAll("img[alt]")].map((img) => img.alt)];
  const deepest = (x, y) => {
    let el = document.elementFromPoint(x, y);
    for (let inner = el; inner?.shadowRoot; el = inner) {
      inner = el.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === el) break;
    }
    return el;
  };
  const within = (el, outer) => {
    for (let at = el; at; at = at.parentNode || at.host) if (at === outer) return true;
    return false;
  };
  // A button below the first screen is scrolled to and back within one task: nothing is painted, nothing loaded by it.
  const canBeHit = (el) => {
    if (el.disabled || el.getAttribute("aria-disabled") === "true") return false;
    const moved = [];
    for (let at = el; at; at = at.parentNode || at.host) if (at.scrollTop !== undefined) moved.push([at, at.scrollLeft, at.scrollTop]);
    const r = el.getBoundingClientRect();
    const open = r.top >= 0 && r.bottom <= window.innerHeight && r.left >= 0 && r.right <= window.innerWidth;
    if (!open) el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const part = el.getClientRects()[0];
    const hit = part && deepest(part.x + part.width / 2, part.y + part.height / 2);
    if (!open) for (const [at, left, top] of moved) at.scrollTo({ left, top, behavior: "instant" });
    return Boolean(hit) && within(hit, el);
  };
  const texts = (el) => [el.textContent];
  const painted = state.fcp !== null && state.fcp !== undefined;
  const usable =
    painted && says(heading, texts).length > 0 && says(price, texts).length > 0 && says(button, names).some(canBeHit);
  return { usable, now: performance.now() };
}
