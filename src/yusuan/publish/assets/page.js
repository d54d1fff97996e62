"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("meaning");
  let opener = null;

  const made = (name, text, parent) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (parent) parent.append(node);
    return node;
  };
  const clear = () => {
    for (const node of document.querySelectorAll(".f.same, .f.here")) node.classList.remove("same", "here");
  };
  const close = () => {
    clear();
    panel.hidden = true;
    panel.replaceChildren();
    if (opener) opener.focus({ preventScroll: true });
  };
  const listed = (places, key, here) => {
    const list = made("ul");
    for (const [anchor, where, printed] of places) {
      if (anchor === here) continue;
      const link = made("a", where, made("li", "", list));
      link.href = "#" + anchor;
      link.dataset.go = anchor;
      link.after("：" + printed);
      const node = document.getElementById(anchor);
      if (node) node.classList.add("same");
    }
    return list;
  };
  const opened = (title, printed) => {
    panel.replaceChildren();
    const button = made("button", "×", panel);
    button.type = "button";
    button.setAttribute("aria-label", "关闭");
    button.addEventListener("click", close);
    made("h2", title, panel);
    made("p", printed, panel).className = "amount";
    return button;
  };
  const meant = (node, fact) => {
    const [group, printed, unit, amount, where, remark] = fact;
    const { means, places } = data.groups[group];
    opened(where, printed + (unit ? " " + unit : ""));
    if (unit !== "元") made("p", "合 " + amount + " 元", panel).className = "note";
    if (remark) made("p", remark, panel).className = "note";
    made("h3", "这个数的含义", panel);
    const meaning = made("dl", "", panel);
    for (const [name, said] of means) { made("dt", name, meaning); made("dd", said, meaning); }
    const list = listed(places, group, node.id);
    made("h3", list.children.length ? "同一口径的数还在" : "同一口径的数没有出现在别处", panel);
    if (list.children.length) panel.append(list);
  };
  const added = ([name, amount, parts]) => {
    opened(name, amount + " 元");
    made("h3", "没有直接印出，由下列各数相加", panel);
    const list = made("ul", "", panel);
    for (const key of parts) {
      const [group, printed] = data.facts[key];
      const [anchor, where] = data.groups[group].places.find(([, , text]) => text === printed);
      const link = made("a", where, made("li", "", list));
      link.href = "#" + anchor;
      link.dataset.go = anchor;
      link.after("：" + printed);
    }
  };
  const show = (node) => {
    const fact = data.facts[node.dataset.f], sum = data.sums[node.dataset.f];
    if (!fact && !sum) return;
    clear();
    if (fact) meant(node, fact); else added(sum);
    node.classList.add("here");
    opener = node;
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.querySelector("button").focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-f]");
    if (figure) { event.preventDefault(); show(figure); return; }
    const link = event.target.closest("[data-go]");
    const node = link && document.getElementById(link.dataset.go);
    if (!node) return;
    event.preventDefault();
    node.scrollIntoView({ block: "center", inline: "center" });
    show(node);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) { close(); return; }
    if (event.key === " " && event.target.matches("[data-f]")) { event.preventDefault(); show(event.target); }
  });
  if (matchMedia("(min-width: 1080px)").matches) document.getElementById("contents").open = true;
})();
