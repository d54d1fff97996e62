// What may be meant by what was typed: choices of a column, codes by number, name or initials.
export class Offers {
  constructor(grid, url, year) {
    Object.assign(this, { grid, url, year, open: false, chosen: null });
    this.list = document.createElement("ul");
    this.list.className = "offers";
    this.list.setAttribute("role", "listbox");
    this.list.addEventListener("pointerdown", (event) => {
      const item = event.target.closest("li");
      if (!item) return;
      event.preventDefault();
      this.choose(item);
      this.take();
    });
  }

  async show(box, column) {
    this.box = box;
    const typed = box.value.trim().toLowerCase();
    let found = [];
    if (column.options.length) {
      found = column.options.map((value, at) => ({ value, initials: column.initials[at] })).filter((one) => !typed || one.value.toLowerCase().includes(typed) || one.initials.includes(typed));
    } else if (column.kind === "code") {
      const answer = await fetch(`${this.url}${column.system}/?year=${this.year}&q=${encodeURIComponent(typed)}`).catch(() => null);
      if (!answer?.ok || this.box !== box || !box.isConnected) return;
      found = (await answer.json()).offered;
    }
    if (!found.length) return this.hide();
    this.list.replaceChildren(...found.map((one) => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.textContent = one.value;
      item.dataset.value = one.value;
      if (one.more) item.append(Object.assign(document.createElement("small"), { textContent: one.more }));
      return item;
    }));
    this.list.style.left = box.style.left;
    this.list.style.top = parseInt(box.style.top) + box.offsetHeight + "px";
    if (!this.open) this.grid.append(this.list);
    this.open = true;
    this.choose(typed && column.kind !== "text" && found[0].value.toLowerCase() !== typed ? this.list.firstChild : null);
  }

  choose(item) {
    this.chosen?.removeAttribute("aria-selected");
    this.chosen = item;
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
  }

  move(step) {
    const items = [...this.list.children], now = items.indexOf(this.chosen);
    this.choose(items[Math.max(0, Math.min(items.length - 1, now + step))]);
  }

  take() {
    if (this.chosen) this.box.value = this.chosen.dataset.value;
    this.box.dispatchEvent(new Event("taken"));
    this.hide();
  }

  hide() {
    this.list.remove();
    this.open = false;
    this.chosen = null;
  }
}
