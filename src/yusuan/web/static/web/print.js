// Beside a list: what was found, or any part of the disclosure as it is printed.
export class Print {
  constructor(urls, version, turned) {
    Object.assign(this, { urls, version });
    this.panel = document.getElementById("print");
    this.part = document.getElementById("part");
    this.frame = this.panel.querySelector("iframe");
    this.part.addEventListener("change", () => this.show());
    document.getElementById("project")?.addEventListener("change", (event) => event.target.form.submit());
    const tabs = [...document.querySelectorAll("[role=tab]")];
    for (const tab of tabs) tab.addEventListener("click", async () => {
      for (const one of tabs) {
        one.setAttribute("aria-selected", String(one === tab));
        document.getElementById(one.dataset.tab).hidden = one !== tab;
      }
      document.querySelector(".desk").classList.toggle("broad", tab.dataset.tab === "print");
      turned();
      await this.list();
      this.show();
    });
  }

  async list() { // once, when it is first wanted
    if (this.part.options.length || this.panel.hidden) return;
    const answer = await fetch(this.urls.parts).catch(() => null);
    if (!answer?.ok) return;
    for (const one of (await answer.json()).parts) this.part.add(new Option("　".repeat(Math.max(0, one.level - 1)) + one.text, one.anchor));
  }

  show() { // as it follows from what is saved
    if (!this.panel.hidden && this.part.value) this.frame.src = `${this.frame.dataset.src}?part=${this.part.value}&at=${this.version()}`;
  }
}
