"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("meaning");
  const MOST = 12;
  let opener = null;
  let index = null;

  const made = (name, text, parent, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    if (parent) parent.append(node);
    return node;
  };
  const spot = (key) => {
    const fact = data.facts[key];
    return fact && data.groups[fact[0]].places[fact[6]];
  };
  // An anchor of another page is an address below the data's base: "t07/#2010301.basic".
  const here = (anchor) => {
    const [page, name] = anchor.includes("#") ? anchor.split("#") : ["", anchor];
    return page === (data.page || "") || !anchor.includes("#") ? name : "";
  };
  const link = (anchor, text, parent) => {
    const node = made("a", text, parent);
    const name = here(anchor);
    node.href = name ? "#" + name : (data.base || "") + anchor;
    if (name) node.dataset.go = name;
    return node;
  };
  const line = ([anchor, where, printed], list) => {
    const item = made("li", "", list);
    link(anchor, where, item).after("：" + printed);
    const node = document.getElementById(here(anchor));
    if (node) node.classList.add("same");
    return item;
  };

  // Relations of a figure, found once for all of them when the first is asked for.
  const related = (key) => {
    if (!index) {
      index = new Map();
      for (const one of data.relations || []) {
        for (const fact of new Set([...one[4], ...one[5]])) {
          if (!index.has(fact)) index.set(fact, []);
          index.get(fact).push(one);
        }
      }
    }
    return index.get(key) || [];
  };
  const ended = ([rule, end, reason], parent) => {
    const [status, word] = data.ends[end];
    const told = made("p", data.rules[rule] + " · ", parent, "ended");
    made("b", word, told, status);
    if (data.reasons[reason]) told.append("：" + data.reasons[reason]);
  };
  const listed = (spots, parent) => {
    const list = made("ul", "", parent);
    for (const one of spots.slice(0, MOST)) line(one, list);
    if (spots.length > MOST) {
      const more = made("details", "", parent);
      made("summary", "其余 " + (spots.length - MOST) + " 个", more);
      const rest = made("ul", "", more);
      for (const one of spots.slice(MOST)) line(one, rest);
    }
  };
  const figures = (keys, parent) => {
    const spots = keys.map((key) => spot(key)).filter(Boolean);
    listed(spots, parent);
    if (spots.length < keys.length) made("p", "另有 " + (keys.length - spots.length) + " 个不在本页。", parent, "note");
  };
  const section = (title, found, other) => {
    if (!found.length) return;
    made("h3", title, panel);
    for (const one of found) {
      ended(one, panel);
      const keys = other(one);
      if (keys.length) figures(keys, panel); else if (one[3] !== "with") made("p", "没有印出。", panel, "note");
    }
  };
  const relations = (key, alike) => {
    if (!data.relations) return;
    const found = related(key);
    if (!found.length) { made("p", "没有任何检查用到这个数。", panel, "note"); return; }
    const counts = data.ends.map(([, word], end) => [word, found.filter((one) => one[1] === end).length]);
    const told = counts.filter(([, times]) => times).map(([word, times]) => word + " " + times).join("、");
    made("p", "用到这个数的检查：" + told + "。", panel, "note");
    const others = (one) => [...one[4], ...one[5]].filter((fact) => fact !== key);
    const of = (kind, side) => found.filter((one) => one[3] === kind && one[side].includes(key));
    section("等于下列各数之和", of("sum", 4), (one) => one[5]);
    section("是下列数的一部分", of("sum", 5), (one) => one[4]);
    section("其中项不大于它", of("ceiling", 4), (one) => one[5]);
    section("是其中项，不大于", of("ceiling", 5), (one) => one[4]);
    section("其他检查", of("with", 4), others);
    const same = new Map();
    for (const one of found) {
      const told = one.slice(0, 3).join();
      const keys = others(one).filter((fact) => data.ends[one[1]][0] !== "passed" || !alike(fact));
      if (one[3] === "same" && keys.length) same.set(told, [one, [...(same.get(told) || [one, []])[1], ...keys]]);
    }
    section("应当与它相等的数", [...same.values()].map(([one]) => one), (one) => same.get(one.slice(0, 3).join())[1]);
  };
  const findings = (key) => {
    for (const number of (data.marked || {})[key] || []) {
      const [severity, message] = data.findings[number - 1];
      const told = made("p", "", panel, "told " + severity);
      link("n" + number, "问题 " + number, told).after("：" + message);
    }
  };

  const clear = () => {
    for (const node of document.querySelectorAll(".same, .here")) node.classList.remove("same", "here");
  };
  // The panel takes room from the page; what is looked at stays where it was.
  const room = (open, node) => {
    const top = node && node.getBoundingClientRect().top;
    panel.hidden = !open;
    document.documentElement.classList.toggle("open", open);
    if (node) scrollBy(0, node.getBoundingClientRect().top - top);
  };
  const close = () => {
    clear();
    room(false, opener);
    panel.replaceChildren();
    if (opener) opener.focus({ preventScroll: true });
  };
  const opened = (title, printed) => {
    panel.replaceChildren();
    const button = made("button", "×", panel);
    button.type = "button";
    button.setAttribute("aria-label", "关闭");
    button.addEventListener("click", close);
    made("h2", title, panel);
    made("p", printed, panel, "amount");
  };
  // What was found of a figure in the files that go with the page.
  const elsewhere = (key) => {
    for (const [title, said] of (data.files || {})[key] || []) {
      made("h3", title, panel);
      made("p", said, panel, "note");
    }
  };
  const meant = (node, key) => {
    const [group, printed, unit, amount, where, remark] = data.facts[key];
    const { means, places } = data.groups[group];
    opened(where, printed + (unit ? " " + unit : ""));
    if (unit !== "元" && amount) made("p", "合 " + amount + " 元", panel, "note");
    if (remark) made("p", remark, panel, "note");
    findings(key);
    made("h3", "这个数的含义", panel);
    const meaning = made("dl", "", panel);
    for (const [name, said] of means) { made("dt", name, meaning); made("dd", said, meaning); }
    const other = places.filter(([anchor]) => !node.id || here(anchor) !== node.id);
    made("h3", other.length ? "同一口径的数还在" : "同一口径的数没有出现在别处", panel);
    listed(other, panel);
    relations(key, (fact) => data.facts[fact] && data.facts[fact][0] === group);
    elsewhere(key);
  };
  const added = ([name, amount, parts]) => {
    opened(name, amount + " 元");
    made("h3", "没有直接印出，由下列各数相加", panel);
    figures(parts, panel);
  };
  const show = (node) => {
    const key = node.dataset.f;
    if (!data.facts[key] && !data.sums[key]) return;
    clear();
    if (data.facts[key]) meant(node, key); else added(data.sums[key]);
    node.classList.add("here");
    opener = node;
    room(true, node);
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
    panel.scrollTop = 0;
    panel.querySelector("button").focus({ preventScroll: true });
  };
  const go = (node) => {
    for (let up = node.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    if (node.dataset.f) {
      show(node);
      node.scrollIntoView({ block: "center", inline: "center" });
      return;
    }
    if (!panel.hidden) close();
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-f]");
    if (figure) { event.preventDefault(); show(figure); return; }
    const leads = event.target.closest("[data-go]");
    const node = leads && document.getElementById(leads.dataset.go);
    if (!node) return;
    event.preventDefault();
    go(node);
  });

  // j and k go from finding to finding.
  const numbered = [...document.querySelectorAll("[data-n]")];
  const step = (by) => {
    const seen = numbered.filter((node) => !node.closest("details:not([open])"));
    const at = seen.indexOf(document.activeElement.closest("[data-n]"));
    const next = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : at + by];
    if (next) go(next);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && !panel.hidden) { close(); return; }
    if (event.key === " " && event.target.matches("[data-f]")) { event.preventDefault(); show(event.target); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
  const contents = document.getElementById("contents");
  if (contents && matchMedia("(min-width: 1080px)").matches) contents.open = true;
  // An address that names a figure shows what it means.
  const asked = data.page !== undefined && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked) go(asked);
})();
