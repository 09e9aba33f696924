// The scripts behind the ways in which the shop can be made: choices, drawers, unfolding and replaced steps, late lists.
const traits = new Set((document.body.dataset.traits ?? "").split(" "));
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const element = (name, properties) => Object.assign(document.createElement(name), properties);

for (const choice of all(".choice")) {
  choice.addEventListener("click", () => {
    if (choice.classList.contains("sold-out")) return;
    const box = choice.closest(".choices");
    one("input[type=hidden]", box).value = choice.dataset.value;
    for (const other of all(".choice", box)) other.classList.toggle("selected", other === choice);
    one(".add-to-cart").disabled = false;
  });
}

const size = one("#size");
if (size) {
  one("#colour").addEventListener("change", () => setTimeout(() => {
    const { choose, small, large } = size.dataset;
    size.replaceChildren(new Option(choose, ""), new Option(small, "s"), new Option(large, "l"));
    size.disabled = !one("#colour").value;
  }, 400));
}

// The cart as something that slides in, after adding or from the header.
const drawer = element("aside", { className: "drawer", hidden: true });
drawer.setAttribute("role", "dialog");
const slides = ["add-drawer", "add-dialog", "cart-drawer"].some((name) => traits.has(name));
const showDrawer = async () => {
  drawer.innerHTML = await (await fetch(document.body.dataset.mini)).text();
  drawer.hidden = false;
  drawer.classList.toggle("middle", traits.has("add-dialog"));
};
const readPage = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
const send = (form, button) => {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  return fetch(form.action, { method: "POST", body: new URLSearchParams(data) });
};
if (slides) {
  document.body.append(drawer);
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches(".purchase, .again")) return;
    event.preventDefault();
    const page = await readPage(await send(event.target, event.submitter));
    const count = one(".cart .count", page);
    if (count) one(".cart .count").textContent = count.textContent;
    const refusal = one(".box .error", page);
    if (refusal) event.target.prepend(refusal);
    else await showDrawer();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest(".drawer .dismiss")) drawer.hidden = true;
    if (traits.has("cart-drawer") && event.target.closest("button.cart")) showDrawer();
  });
}

for (const list of all("select.at-once")) list.addEventListener("change", () => list.form.submit());

for (const button of all(".unfold")) {
  button.addEventListener("click", () => {
    const panel = button.closest(".panel");
    const wrong = all("input, select", panel).find((input) => !input.checkValidity());
    if (wrong) return wrong.reportValidity();
    panel.classList.add("folded");
    return panel.nextElementSibling.classList.remove("folded");
  });
}

if (traits.has("in-place")) {
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("form.step") || event.target.action.endsWith("/place")) return;
    event.preventDefault();
    const page = await readPage(await send(event.target, event.submitter));
    one("#main").replaceChildren(...one("#main", page).childNodes);
  });
}

// Lists that load one after the other, and the town that a postcode names.
document.addEventListener("change", async ({ target }) => {
  const places = one("#region[data-places]")?.dataset.places;
  if (target.dataset.finds) {
    const found = await (await fetch(`${target.dataset.finds}?postcode=${encodeURIComponent(target.value)}`)).json();
    one("#city").value = found[0] ?? "";
  }
  if (!places || !["country", "region"].includes(target.id)) return;
  const next = one(target.id === "country" ? "#region" : "#city");
  const country = encodeURIComponent(one("#country").value);
  const region = target.id === "region" ? `&region=${encodeURIComponent(target.value)}` : "";
  const names = await (await fetch(`${places}?country=${country}${region}`)).json();
  next.replaceChildren(next.options[0], ...names.map((name) => new Option(name, name)));
  next.disabled = names.length === 0;
});
