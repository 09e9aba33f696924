/* Returns the whole page's width and height in CSS px. */
() => {
  const el = document.scrollingElement || document.documentElement;
  return [Math.max(el.clientWidth, Math.min(el.scrollWidth, window.innerWidth * 2)), Math.max(el.scrollHeight, window.innerHeight)];
}
