/*
 * Keeps count of what a page has planned for later (timers, frames, idle moments) and of when its document last changed, so
 * that a page that has nothing left to do need not be waited for. Runs before the page's own scripts; `quiet.js` reads it.
 */
(() => {
  if (window.top !== window || window.__uxAuditQuiet) return;
  const state = { at: 0, plans: new Map(), linked: false };
  Object.defineProperty(window, "__uxAuditQuiet", { value: state });
  new MutationObserver(() => (state.at = performance.now())).observe(document, { childList: true, subtree: true, characterData: true });

  // A proxy of a function of the browser still looks like one to the page.
  const wrap = (name, apply) => {
    if (window[name]) window[name] = new Proxy(window[name], { apply });
  };
  const planner = (kind, repeated) => (target, self, [callback, ...rest]) => {
    if (typeof callback !== "function") return Reflect.apply(target, self, [callback, ...rest]);
    const delay = kind === "timer" ? Math.max(0, Number(rest[0]) || 0) : 0;
    let key;
    const run = function (...given) {
      if (repeated) state.plans.set(key, performance.now() + delay);
      else state.plans.delete(key);
      return Reflect.apply(callback, this, given);
    };
    const id = Reflect.apply(target, self, [run, ...rest]);
    key = `${kind} ${id}`;
    state.plans.set(key, performance.now() + delay);
    return id;
  };
  const canceller = (kind) => (target, self, given) => {
    state.plans.delete(`${kind} ${given[0]}`);
    return Reflect.apply(target, self, given);
  };
  wrap("setTimeout", planner("timer", false));
  wrap("setInterval", planner("timer", true));
  wrap("requestAnimationFrame", planner("frame", false));
  wrap("requestIdleCallback", planner("idle", false));
  for (const name of ["clearTimeout", "clearInterval"]) wrap(name, canceller("timer"));
  wrap("cancelAnimationFrame", canceller("frame"));
  wrap("cancelIdleCallback", canceller("idle"));

  // What the server sends unasked cannot be foreseen. Who puts another in the place of the browser's own is watched as well.
  for (const name of ["WebSocket", "EventSource"]) {
    const construct = (target, given, made) => {
      state.linked = true;
      return Reflect.construct(target, given, made);
    };
    let current = window[name] && new Proxy(window[name], { construct });
    Object.defineProperty(window, name, {
      configurable: true,
      get: () => current,
      set: (other) => (current = typeof other === "function" ? new Proxy(other, { construct }) : other),
    });
  }
})();
