// Other ways to show the same pages: replaced by script, behind a #, inside a shadow root, with pictures for words.
{
  const on = (name) => document.body.dataset.traits.split(" ").includes(name);
  const byScript = on("spa-history") || on("spa-hash");
  const place = (url) => url.pathname + url.search;
  const load = async (path, options) => {
    const answer = await fetch(path, options);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = page.title;
    for (const part of ["header.site", "#main"]) document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
    scrollTo(0, 0);
    return place(new URL(answer.url));
  };
  const mark = (path) => {
    if (on("spa-history")) history.pushState(null, "", path);
    else if (location.hash !== `#${path}`) {
      skip = true;
      location.hash = path;
    }
  };
  let skip = false;
  if (byScript) {
    document.addEventListener("click", async (event) => {
      const link = event.target.closest("a[href]");
      const url = link && new URL(link.href);
      if (!link || url.origin !== location.origin || link.matches(".enlarge, .thumbs a, [href^='#']")) return;
      event.preventDefault();
      mark(await load(place(url)));
    });
    document.addEventListener("submit", async (event) => {
      if (event.defaultPrevented || event.target.action.endsWith("/place")) return;
      event.preventDefault();
      const data = new URLSearchParams(new FormData(event.target, event.submitter));
      const posted = event.target.method === "post";
      const target = new URL(event.target.action);
      if (!posted) target.search = data;
      mark(await load(place(target), posted ? { method: "POST", body: data } : {}));
    });
    addEventListener("popstate", () => on("spa-history") && load(place(location)));
    addEventListener("hashchange", () => {
      if (!skip) load(location.hash.slice(1) || "/");
      skip = false;
    });
    if (on("spa-hash") && location.hash.length > 1) load(location.hash.slice(1));
  }
  if (on("components")) {
    const main = document.querySelector("#main");
    const host = document.createElement("shop-page");
    const root = host.attachShadow({ mode: "open" });
    root.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/static/shop.css" }), ...main.childNodes);
    main.append(host);
  }
  if (on("icon-controls")) {
    for (const control of document.querySelectorAll(".add-to-cart, .button.checkout")) {
      control.innerHTML = '<svg width="24" height="24" viewBox="0 0 22 22" aria-hidden="true"><path d="M2 3h3l2 11h10l2-8H6" fill="none" stroke="currentColor" stroke-width="2"/></svg>';
    }
  }
  if (on("script-links")) {
    for (const link of document.querySelectorAll("a[href*='/product/'], a[href$='/cart']")) {
      const box = document.createElement("div");
      box.className = link.className;
      box.style.cursor = "pointer";
      if (link.getAttribute("aria-label")) box.setAttribute("aria-label", link.getAttribute("aria-label"));
      box.append(...link.childNodes);
      box.addEventListener("click", () => location.assign(link.href));
      link.replaceWith(box);
    }
  }
}
