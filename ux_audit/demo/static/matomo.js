// The shop's own visitor statistics: one message a page, and one for each step towards buying.
const count = (event) => {
  const query = new URLSearchParams({ action_name: document.title, e_c: "shop", ...(event ? { e_a: event } : {}) });
  navigator.sendBeacon(`/matomo.php?${query}`);
};
count(document.querySelector("main form[action$='/cart/add']") ? "view_item" : location.pathname.includes("/checkout") ? "begin_checkout" : "");
document.addEventListener("submit", ({ target }) => {
  if (target.action.endsWith("/cart/add")) count("add_to_cart");
});
