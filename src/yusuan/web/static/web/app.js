"use strict";
// Small things that every page uses.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault(); // a second click on a slow line
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});
// What is wider than its place is scrolled by keys as well.
const wide = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
function watch(place) {
  for (const one of place.querySelectorAll(".scroll, main > table.list")) wide.observe(one);
}
document.addEventListener("DOMContentLoaded", () => watch(document));
document.addEventListener("htmx:load", (event) => watch(event.target.parentElement ?? document));
