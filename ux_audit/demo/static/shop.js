// What the shop's pages do beyond links and forms: menu, suggestions, messages beside fields, the enlarged photo.
const find = (selector, root = document) => root.querySelector(selector);

const toggle = find(".menu-toggle");
toggle?.addEventListener("click", () => {
  const open = toggle.getAttribute("aria-expanded") !== "true";
  toggle.setAttribute("aria-expanded", String(open));
  find("#menu").classList.toggle("open", open);
});

const field = find("#q[data-suggest]");
if (field) {
  const list = document.createElement("ul");
  Object.assign(list, { id: "suggestions", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.label);
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", "suggestions");
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", async () => {
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`);
    const found = await answer.json();
    list.replaceChildren(...found.map(({ name, url }) => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      const link = Object.assign(document.createElement("a"), { href: url, textContent: name });
      item.append(link);
      return item;
    }));
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  });
}

for (const input of document.querySelectorAll("input[data-missing]")) {
  input.addEventListener("blur", () => {
    const wrong = input.validity.typeMismatch || (input.id === "email" && input.value && !/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(input.value));
    const text = wrong ? input.dataset.wrong : input.required && !input.value.trim() ? input.dataset.missing : "";
    const id = `${input.id}-error`;
    let note = document.getElementById(id);
    if (!text) {
      note?.remove();
      input.removeAttribute("aria-invalid");
      return;
    }
    note ??= Object.assign(document.createElement("span"), { id, className: "error" });
    note.setAttribute("role", "alert");
    note.textContent = text;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
    input.after(note);
  });
}

const street = find("input[data-streets]");
street?.addEventListener("input", async () => {
  if (street.value.length < 5) return;
  const found = await (await fetch(`${street.dataset.streets}?q=${encodeURIComponent(street.value)}`)).json();
  find("#streets").replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
});

const large = find(".enlarge");
large?.addEventListener("click", (event) => {
  event.preventDefault();
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  dialog.append(Object.assign(new Image(), { src: large.href, alt: find("img", large).alt }));
  dialog.addEventListener("click", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
});
for (const link of document.querySelectorAll(".thumbs a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    find(".enlarge picture").replaceWith(find("picture", link).cloneNode(true));
    find(".enlarge").href = link.href;
    for (const part of document.querySelectorAll(".enlarge source, .enlarge img")) part.sizes = "520px";
    find(".enlarge img").className = "large";
  });
}

for (const button of document.querySelectorAll(".asked .refuse, .asked .dismiss")) button.addEventListener("click", () => find(".asked").remove());
find(".popup .dismiss")?.addEventListener("click", () => find(".popup").remove());

const jump = find("#jump");
if (jump) addEventListener("load", () => [[100, "380px"], [500, "0"]].forEach(([after, height]) => setTimeout(() => { jump.style.height = height; }, after)));

const more = find("#more");
if (more) {
  new IntersectionObserver(async (entries) => {
    if (!entries[0].isIntersecting || !more.dataset.next) return;
    const next = more.dataset.next;
    more.dataset.next = "";
    const page = new DOMParser().parseFromString(await (await fetch(`?page=${next}`)).text(), "text/html");
    find(".cards").append(...page.querySelectorAll(".listing .cards > li"));
    more.dataset.next = find("#more", page)?.dataset.next ?? "";
  }, { rootMargin: "400px" }).observe(more);
}

if (find("[data-from-top]")) history.scrollRestoration = "manual";

const timer = find("[role=timer]");
if (timer) {
  let left = Number(timer.dataset.seconds);
  setInterval(() => {
    left -= 1;
    timer.textContent = [left / 3600, (left / 60) % 60, left % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  }, 1000);
}
