// Shows the filters and applies them; opens a finding that a link leads to. Everything is readable without it.
(() => {
  const form = document.getElementById("filters");
  const findings = [...document.querySelectorAll("#findings details.finding")];

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let node = target; node; node = node.parentElement) {
      if (node instanceof HTMLDetailsElement) node.open = true;
    }
    if (target && target.matches("details")) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash.startsWith("#shot-")) history.back();
  });

  if (!form) return;
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    let shown = 0;
    for (const finding of findings) {
      const keep = wanted.every(([key, value]) => finding.dataset[key].split(" ").includes(value));
      finding.hidden = !keep;
      shown += keep ? 1 : 0;
    }
    for (const rest of document.querySelectorAll("details.rest")) {
      if (wanted.length) rest.open = true;
    }
    const output = form.querySelector("output");
    output.textContent = `${output.dataset.word} ${shown} / ${findings.length}`;
  };
  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
