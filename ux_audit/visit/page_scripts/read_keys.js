/* Tells how far the Tab key has come since watch_keys: presses noted, whether an element was reached, and the last distinct stops. */
({ target, end, recent }) => {
  const keys = window.__uxAudit?.keys;
  if (!keys) return null;
  if (end) keys.end();
  const known = new Set();
  let again = 0;
  for (const el of keys.watched) {
    if (el && known.has(el)) again += 1;
    if (el) known.add(el);
  }
  const last = keys.watched.slice(-recent);
  return {
    presses: keys.watched.length,
    stops: known.size,
    repeats: again,
    left_page: keys.watched.some((el) => !el),
    reached: target ? keys.reached(target) : false,
    last_stops: last.length === recent ? new Set(last).size : recent,
  };
}
