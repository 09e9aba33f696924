/*
 * Serialises the live document as HTML whose elements carry data-ux-* attributes: what a shopper can see, where, and the
 * state of every field. Open shadow roots and same-origin frames are included. Returns data only; nothing is judged here.
 */
(options) => {
  const registry = (window.__uxAudit ??= { next: 1, ids: new WeakMap(), elements: new Map() });
  const DROPPED = new Set(["STYLE", "NOSCRIPT", "TEMPLATE", "LINK"]);
  const VOID = new Set(["AREA", "BASE", "BR", "COL", "EMBED", "HR", "IMG", "INPUT", "META", "SOURCE", "TRACK", "WBR"]);
  const ROLES = { A: "link", BUTTON: "button", SELECT: "combobox", TEXTAREA: "textbox", SUMMARY: "button" };
  const INPUT_ROLES = { submit: "button", button: "button", image: "button", reset: "button", checkbox: "checkbox", radio: "radio", search: "searchbox", range: "slider", number: "spinbutton" };
  const PSEUDO_TAGS = new Set(["LABEL", "SPAN", "I", "BUTTON", "A", "LEGEND", "DT", "TH", "LI", "P", "DIV", "H1", "H2", "H3"]);
  const LONGEST_ATTRIBUTE = 1500;
  const out = [];

  const identify = (el) => {
    let id = registry.ids.get(el);
    if (!id) {
      id = String(registry.next++);
      registry.ids.set(el, id);
    }
    registry.elements.set(id, el);
    return id;
  };
  const escapeText = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const escapeValue = (text) => escapeText(text).replace(/"/g, "&quot;");
  const round = (n) => Math.round(n * 10) / 10;
  const squeeze = (text) => (text || "").replace(/\s+/g, " ").trim();

  const intersect = (a, b) => {
    if (!a) return b;
    const left = Math.max(a.left, b.left);
    const top = Math.max(a.top, b.top);
    return { left, top, right: Math.max(left, Math.min(a.right, b.right)), bottom: Math.max(top, Math.min(a.bottom, b.bottom)) };
  };

  const labelText = (el) => {
    const byId = (el.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const named = byId.map((id) => el.ownerDocument.getElementById(id)).filter(Boolean).map((n) => squeeze(n.textContent)).join(" ");
    if (named) return named;
    const aria = squeeze(el.getAttribute("aria-label"));
    if (aria) return aria;
    if (el.labels && el.labels.length) {
      const text = [...el.labels].map((l) => squeeze(l.innerText || l.textContent)).join(" ");
      if (text) return text;
    }
    return "";
  };
  const accessibleName = (el) => {
    const label = labelText(el);
    if (label) return label;
    if (el.tagName === "INPUT" && ["submit", "button", "reset", "image"].includes(el.type)) {
      return squeeze(el.value || el.alt || el.title || (el.type === "submit" ? "Submit" : ""));
    }
    if (el.tagName === "IMG") return squeeze(el.alt || el.title);
    if (["INPUT", "SELECT", "TEXTAREA"].includes(el.tagName)) return squeeze(el.title || el.placeholder);
    const text = squeeze(el.innerText);
    if (text) return text.slice(0, 200);
    const inner = el.querySelector("img[alt], svg[aria-label], [aria-label], svg title, [title]");
    if (inner) return squeeze(inner.getAttribute("alt") || inner.getAttribute("aria-label") || inner.getAttribute("title") || inner.textContent);
    return squeeze(el.title);
  };

  const roleOf = (el) => {
    const explicit = el.getAttribute("role");
    if (explicit) return explicit.split(" ")[0];
    if (el.tagName === "INPUT") return INPUT_ROLES[el.type] || (el.type === "hidden" ? "" : "textbox");
    if (el.tagName === "A" && !el.hasAttribute("href") && !el.onclick) return "";
    return ROLES[el.tagName] || "";
  };

  const paint = (el, state) => {
    const view = el.ownerDocument.defaultView;
    const style = view.getComputedStyle(el);
    const rect = el.getBoundingClientRect();
    const box = { left: rect.left + state.dx, top: rect.top + state.dy, right: rect.right + state.dx, bottom: rect.bottom + state.dy };
    const position = style.position;
    const positioned = position !== "static" || style.transform !== "none";
    const clip = position === "fixed" ? null : position === "absolute" ? state.absoluteClip : state.flowClip;
    const fixed = state.fixed || position === "fixed";
    const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
    const hides = !scrolls && /hidden|clip/.test(style.overflowX + style.overflowY) && style.display !== "contents";
    const inner = hides ? intersect(clip, box) : clip;
    const opaque = state.opaque && Number(style.opacity) >= 0.1;
    const shown = style.display !== "none" && style.visibility === "visible" && opaque && state.rendered;
    // A closed <details> keeps its boxes; only checkVisibility knows that their content is skipped.
    let visible = shown && box.right - box.left >= 1 && box.bottom - box.top >= 1 && el.checkVisibility();
    let clipped = false;
    if (visible) {
      const right = box.right + (fixed ? 0 : state.scrollX);
      const bottom = box.bottom + (fixed ? 0 : state.scrollY);
      // What stands still in the window is never scrolled to, unless it scrolls in itself. Sticky boxes move with the page.
      const beyond = fixed && (box.left >= options.width - 1 || (box.top >= options.height && !state.roams));
      const outside = box.left + state.scrollX >= Math.max(state.pageWidth, options.width) && !state.tabled;
      if (right <= 0 || bottom <= 0 || beyond || outside) visible = false;
      else if (clip) {
        const seen = intersect(clip, box);
        if (seen.right - seen.left < 1 || seen.bottom - seen.top < 1) {
          visible = false;
          clipped = true;
        }
      }
      if (/rect\(0|inset\(50%|inset\(100%/.test(style.clip + style.clipPath)) visible = false;
    }
    // The columns of a wide table are scrolled to within their box; a carousel's later pictures are not in view.
    const sideways = state.sideways || (visible && /auto|scroll/.test(style.overflowX) && el.scrollWidth > el.clientWidth + 1);
    return {
      style, box, visible, clipped, shown,
      next: {
        ...state,
        opaque,
        rendered: state.rendered && style.display !== "none",
        fixed,
        held: state.held || fixed || position === "sticky",
        sideways,
        tabled: state.tabled || (sideways && el.tagName === "TABLE"),
        roams: state.roams || (fixed && scrolls && visible),
        flowClip: inner,
        absoluteClip: positioned ? inner : state.absoluteClip,
        pointer: style.cursor === "pointer",
        strike: state.strike || style.textDecorationLine.includes("line-through"),
      },
    };
  };

  const coveredBy = (el, box) => {
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    if (x < 0 || y < 0 || x >= options.width || y >= options.height) return null;
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const deeper = hit.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    if (!hit || hit === el || el.contains(hit) || hit.contains(el) || hit.tagName === "IFRAME" || hit.tagName === "LABEL") return null;
    for (let host = el.getRootNode().host; host; host = host.getRootNode().host) if (hit === host || hit.contains(host)) return null;
    return identify(hit);
  };

  const colours = new Map();
  let brush = null;
  // Colours of newer kinds (oklch, lab, color-mix) are read as what they look like on a screen.
  const asRgb = (colour) => {
    if (/^rgba?\(/.test(colour)) return colour;
    if (!colours.has(colour)) {
      brush ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
      colours.set(colour, alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${round(alpha / 255)})`);
    }
    return colours.get(colour);
  };

  const fieldState = (el, put) => {
    if (el.tagName === "SELECT") {
      put("value", el.value);
      put("chosen", squeeze(el.selectedOptions[0]?.textContent));
    } else if (el.type === "checkbox" || el.type === "radio") {
      if (el.checked) put("checked", "1");
      put("value", el.value);
    } else if (el.type !== "password" && el.type !== "file") put("value", el.value);
    if (el.matches(":disabled")) put("disabled", "1");
    if (el.required) put("required", "1");
    if (el.willValidate && !el.validity.valid) put("invalid", squeeze(el.validationMessage) || "1");
    const label = labelText(el);
    if (label) put("label", label.slice(0, 300));
    const visibleLabel = [...(el.labels || [])].some((l) => {
      const r = l.getBoundingClientRect();
      return r.width > 3 && r.height > 3 && l.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    });
    if (visibleLabel) put("label-vis", "1");
    const size = el.getBoundingClientRect();
    // A transparent select that lies over its drawn face takes the presses meant for it.
    const transparent = !el.checkVisibility({ opacityProperty: true }) && el.checkVisibility({ visibilityProperty: true });
    if (el.tagName === "SELECT" && transparent && size.width >= 32 && size.height >= 16) put("over", "1");
  };

  // What the operator told us: by CSS, or by the very words on a control.
  const toldGoals = (el, interactive) =>
    Object.entries(options.told).filter(([, told]) => {
      if (interactive && accessibleName(el).toLowerCase() === squeeze(told).toLowerCase()) return true;
      try {
        return el.matches(told);
      } catch {
        return false;
      }
    }).map(([goal]) => goal);

  const describe = (el, painted, state) => {
    const put = (name, value) => out.push(` data-ux-${name}="${escapeValue(String(value))}"`);
    const { style, box, visible } = painted;
    put("id", identify(el));
    if (visible) put("vis", "1");
    else if (painted.clipped) put("clip", "1");
    if (painted.shown) {
      const dx = state.scrollX;
      const dy = state.scrollY;
      put("box", [round(box.left + dx), round(box.top + dy), round(box.right - box.left), round(box.bottom - box.top)].join(","));
    }
    const role = roleOf(el);
    const pointer = painted.next.pointer && !state.pointer;
    const interactive = role || el.hasAttribute("onclick") || (el.hasAttribute("tabindex") && el.tabIndex >= 0) || pointer;
    if (role) put("role", role);
    if (pointer) put("pointer", "1");
    if (interactive || el.tagName === "IMG") put("name", accessibleName(el));
    const told = toldGoals(el, interactive);
    if (told.length) put("told", told.join(" "));
    const stop = registry.stops?.get(el);
    if (stop) {
      put("stop", stop.n);
      put("focus", stop.state);
    }
    if (el.tabIndex >= 0) put("tab", "1");
    if (["INPUT", "SELECT", "TEXTAREA"].includes(el.tagName)) fieldState(el, put);
    if (el.tagName === "BUTTON" && el.disabled) put("disabled", "1");
    if (el.isContentEditable && !state.editable) put("editable", "1");
    if (!visible) return;
    put("font", parseFloat(style.fontSize));
    if (Number(style.fontWeight) >= 600) put("bold", "1");
    if (painted.next.held && !state.held) put("fixed", style.position);
    if (painted.next.strike && !state.strike) put("strike", "1");
    if (interactive) {
      put("color", asRgb(style.color));
      put("bg", asRgb(style.backgroundColor));
      const cover = coveredBy(el, box);
      if (cover) put("cover", cover);
    }
    if (el.tagName === "IMG") {
      put("natural", `${el.naturalWidth}x${el.naturalHeight}`);
      put("src", (el.currentSrc || el.src).slice(0, LONGEST_ATTRIBUTE));
      if (el.complete) put("complete", "1");
    } else if (style.backgroundImage.startsWith("url(")) put("image", style.backgroundImage.slice(5, LONGEST_ATTRIBUTE).replace(/["')]+.*$/, ""));
    if (PSEUDO_TAGS.has(el.tagName) && el.childElementCount < 3) {
      for (const pseudo of ["before", "after"]) {
        const content = el.ownerDocument.defaultView.getComputedStyle(el, `::${pseudo}`).content;
        if (content && /^"[^"]*\S[^"]*"$/.test(content)) put(pseudo, content.slice(1, -1).slice(0, 60));
      }
    }
  };

  const attributes = (el) => {
    for (const { name, value } of el.attributes) {
      if (name === "style" || name.startsWith("data-ux-") || name.startsWith("on") && name !== "onclick" && name !== "onsubmit") continue;
      if (name === "value" && el.type === "password") continue;
      if (!/^[a-zA-Z_:@.][\w:.@-]*$/.test(name)) continue;
      out.push(` ${name}="${escapeValue(value.length > LONGEST_ATTRIBUTE ? value.slice(0, LONGEST_ATTRIBUTE) : value)}"`);
    }
  };

  const children = (parent, state) => {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) out.push(escapeText(node.data));
      else if (node.nodeType === Node.ELEMENT_NODE) write(node, state);
    }
  };

  const writeFrame = (el, painted) => {
    let inner = null;
    try {
      inner = el.contentDocument;
    } catch {
      inner = null;
    }
    const readable = inner && inner.documentElement && inner.body;
    out.push(readable ? "<ux-frame" : "<ux-opaque-frame");
    attributes(el);
    describe(el, painted, painted.next);
    out.push(">");
    if (readable) {
      const dx = painted.box.left + el.clientLeft;
      const dy = painted.box.top + el.clientTop;
      children(inner.body, { ...painted.next, dx, dy, flowClip: intersect(painted.next.flowClip, painted.box), absoluteClip: null, rendered: painted.shown });
    }
    out.push(readable ? "</ux-frame>" : "</ux-opaque-frame>");
  };

  const write = (el, state) => {
    if (DROPPED.has(el.tagName)) return;
    const tag = el.tagName.toLowerCase();
    if (el.tagName === "SCRIPT") {
      const keeps = /ld\+json/.test(el.type);
      if (!keeps && !el.src) return;
      out.push("<script");
      attributes(el);
      out.push(">", keeps ? el.textContent.replace(/<\/script/gi, "<\\/script") : "", "</script>");
      return;
    }
    const painted = paint(el, state);
    if (el.tagName === "IFRAME" || el.tagName === "FRAME") return writeFrame(el, painted);
    out.push(`<${tag}`);
    attributes(el);
    describe(el, painted, state);
    out.push(">");
    if (VOID.has(el.tagName)) return;
    if (tag === "svg") {
      const title = el.querySelector("title");
      const use = el.querySelector("use");
      if (title) out.push(`<title>${escapeText(title.textContent)}</title>`);
      if (use) out.push(`<use href="${escapeValue(use.getAttribute("href") || use.getAttribute("xlink:href") || "")}"></use>`);
    } else {
      if (el.shadowRoot) {
        out.push("<ux-shadow>");
        children(el.shadowRoot, painted.next);
        out.push("</ux-shadow>");
      }
      if (el.tagName !== "TEXTAREA") children(el, painted.next);
    }
    out.push(`</${tag}>`);
  };

  const scroller = document.scrollingElement || document.documentElement;
  const sideways = () => {
    if (window.innerWidth > options.width + 1) return window.innerWidth - options.width;
    const before = scroller.scrollLeft;
    scroller.scrollLeft = before + 2000;
    const moved = scroller.scrollLeft - before;
    scroller.scrollLeft = before;
    return moved;
  };
  const state = {
    dx: 0, dy: 0, scrollX: window.scrollX, scrollY: window.scrollY, pageWidth: scroller.scrollWidth,
    opaque: true, rendered: true, fixed: false, held: false, roams: false, pointer: false, strike: false, editable: false, flowClip: null, absoluteClip: null,
  };
  registry.elements.clear();
  const html = document.documentElement;
  const info = {
    url: location.href,
    title: document.title,
    width: scroller.scrollWidth,
    height: scroller.scrollHeight,
    scrollY: Math.round(window.scrollY),
    sideways: Math.round(sideways()),
  };
  out.push("<!doctype html><html");
  attributes(html);
  out.push(` data-ux-url="${escapeValue(info.url)}" data-ux-screen="${options.width}x${options.height}" data-ux-page="${info.width}x${info.height}" data-ux-sideways="${info.sideways}" data-ux-scroll="${info.scrollY}">`);
  out.push("<head>");
  if (document.head) {
    for (const el of document.head.children) {
      if (el.tagName === "LINK" && /canonical|alternate|stylesheet|icon|manifest|search/.test(el.rel)) {
        out.push("<link");
        attributes(el);
        out.push(">");
      } else if (el.tagName === "TITLE") out.push(`<title>${escapeText(el.textContent)}</title>`);
      else if (el.tagName === "META") {
        out.push("<meta");
        attributes(el);
        out.push(">");
      } else if (el.tagName === "SCRIPT") write(el, state);
    }
  }
  out.push("</head>");
  if (document.body) write(document.body, state);
  out.push("</html>");
  return { html: out.join(""), ...info };
}
