"use strict";
// Small things that every page uses.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault(); // a second click on a slow line
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});
