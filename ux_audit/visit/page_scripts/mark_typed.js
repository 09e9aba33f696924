/*
 * Marks where a page repeats what was typed, so that mask_typed.css can black it out in a picture, and returns how often it
 * does. Marks follow the layout and change nothing in the document.
 */
(texts) => {
  const escape = (text) => text.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const typed = new RegExp(texts.map(escape).join("|"), "gi");
  const found = [];
  const mark = (start, from, end, to) => {
    const range = document.createRange();
    range.setStart(start, from);
    range.setEnd(end, to);
    found.push(range);
  };
  // A text may go over several nodes of an element: all its text nodes are read as one.
  const read = (root) => {
    const nodes = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let whole = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.shadowRoot) read(node.shadowRoot);
        continue;
      }
      if (/^(SCRIPT|STYLE|NOSCRIPT|TEXTAREA|OPTION)$/.test(node.parentElement?.tagName)) continue;
      nodes.push([whole.length, node]);
      whole += node.data;
    }
    let at = 0;
    for (const hit of whole.matchAll(typed)) {
      const [first, last] = [hit.index, hit.index + hit[0].length];
      while (at + 1 < nodes.length && nodes[at + 1][0] <= first) at += 1;
      let end = at;
      while (end + 1 < nodes.length && nodes[end + 1][0] < last) end += 1;
      mark(nodes[at][1], first - nodes[at][0], nodes[end][1], last - nodes[end][0]);
    }
  };
  read(document.documentElement);
  CSS.highlights.set("ux-audit-typed", new Highlight(...found));
  return found.length;
}
