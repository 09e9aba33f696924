/*
 * Closes the ways around the network lock. What is sent while a page is left (beacons, keepalive, deferred fetches) and
 * from shared workers passes it by: beacons become ordinary requests, which it sees, and from a page that is being left
 * nothing is sent at all. Addresses of other programs (payment apps) are not opened.
 */
(() => {
  let leaving = false;
  window.addEventListener("pagehide", () => (leaving = true), true);
  window.addEventListener("pageshow", () => (leaving = false), true);
  const plainFetch = window.fetch;
  const send = (input, init) => (leaving ? new Promise(() => {}) : plainFetch.call(window, input, init));

  window.fetch = function fetch(input, init) {
    const request = input instanceof Request && input.keepalive ? new Request(input, { keepalive: false }) : input;
    return send(request, init && init.keepalive ? { ...init, keepalive: false } : init);
  };
  Navigator.prototype.sendBeacon = function sendBeacon(url, body) {
    send(url, { method: "POST", body, mode: "no-cors", credentials: "include" }).catch(() => {});
    return true;
  };
  const plainSend = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (body) {
    if (!leaving) plainSend.call(this, body);
  };
  delete window.fetchLater;
  delete window.SharedWorker;
  const dropPings = (event) => event.composedPath().forEach((el) => el.nodeName === "A" && el.removeAttribute("ping"));
  window.addEventListener("click", dropPings, true);
  window.navigation?.addEventListener("navigate", (event) => {
    const scheme = new URL(event.destination.url).protocol;
    if (!/^(https?|data|blob|about|javascript|file):$/.test(scheme) && event.cancelable) event.preventDefault();
  });
})();
