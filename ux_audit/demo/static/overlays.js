// Shows what lies over the pages once a visit, takes it away when it is answered, and remembers that.
{
  const on = (name) => document.body.dataset.traits.split(" ").includes(name);
  for (const over of document.querySelectorAll(".over")) {
    const key = over.dataset.kept;
    const show = () => {
      if (sessionStorage.getItem(key)) return;
      over.hidden = false;
      const root = over.contentDocument ?? over;
      root.addEventListener("click", ({ target }) => {
        if (!target.dataset?.answer) return;
        sessionStorage.setItem(key, target.dataset.answer);
        over.remove();
      });
    };
    if (over.id === "newsletter-popup" && on("late-newsletter")) setTimeout(show, 2000);
    else if (over.id === "newsletter-popup") addEventListener("scroll", show, { once: true });
    else if (over.contentDocument && over.contentDocument.readyState !== "complete") over.addEventListener("load", show);
    else show();
    if (on("consent-shadow") && over.id === "cookie-consent") {
      const host = document.createElement("cookie-banner");
      const root = host.attachShadow({ mode: "open" });
      root.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/static/shop.css" }));
      document.body.append(host);
      root.append(over);
    }
  }
}
