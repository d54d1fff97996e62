"use strict";
// The search and the comparison of the site, over the files that go with it.
(() => {
  const made = (name, text, parent, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    if (parent) parent.append(node);
    return node;
  };
  const asked = new URLSearchParams(location.search);
  const read = (path) => fetch(path).then((answer) => {
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  });

  const KINDS = ["部门", "经费", "项目", "指标", "表格", "名词"];
  const MOST = 60;
  const even = (text) => text.toLowerCase().replace(/[,“”]/g, "");
  const find = (entries, text) => {
    const words = even(text).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rank = (name) => (name === words.join("") ? 0 : words.every((word) => name.includes(word)) ? 1 : 2);
    return entries
      .map((one, number) => [one, number])
      .filter(([one]) => words.every((word) => one[4].includes(word)))
      .map(([one, number]) => [rank(even(one[1])), number, one])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .slice(0, MOST)
      .map((row) => row[2]);
  };
  const search = async (results) => {
    const field = document.getElementById("q");
    const entries = await read("../search.json");
    const show = () => {
      results.replaceChildren();
      const found = find(entries, field.value);
      if (!field.value.trim()) return;
      if (!found.length) { made("p", "没有找到，换一个说法试试。", results, "flat"); return; }
      const list = made("ul", "", results, "news");
      for (const [kind, words, at, told] of found) {
        const item = made("li", "", list);
        made("span", KINDS[kind], item, "state").after(" ");
        made("a", words, item).href = "../" + at;
        made("small", " " + told, item);
      }
    };
    field.value = asked.get("q") || "";
    field.addEventListener("input", show);
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      history.replaceState(null, "", "?q=" + encodeURIComponent(field.value));
      show();
    });
    show();
  };

  // Amounts are decimal texts in 元; they are shown in 万元 by moving the point, never as floats.
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const money = (text) => {
    const minus = text.startsWith("-") ? "-" : "";
    const [whole, rest = ""] = text.replace("-", "").split(".");
    const all = whole.padStart(5, "0");
    const decimals = (all.slice(-4) + rest).replace(/0+$/, "").padEnd(2, "0");
    return minus + grouped(all.slice(0, -4)) + "." + decimals;
  };
  const STAGES = { budget: "预算", final: "决算" };
  const SCOPES = { department: "部门", unit: "单位" };
  const apart = (chosen) => {
    const said = [];
    const differs = (name) => new Set(chosen.map((one) => one[name])).size > 1;
    if (differs("stage")) said.push("有的是预算，有的是决算：一个是计划，一个是结果，不能直接比。");
    if (differs("scope")) said.push("有的是部门预算，有的是单位预算：部门包括下面的单位，不能直接比。");
    if (differs("year")) said.push("年度不同：功能科目和经济科目的编码在年度之间改过的，同一个编码可能不是同一件事；物价也不同。");
    if (differs("district")) said.push("地区不同：机构的职责和人数可能不同。");
    if (differs("made")) said.push("有的由本系统编制，有的从公开的文件读出；没有读懂的数不在里面。");
    return said;
  };
  const compare = async (place) => {
    const field = document.getElementById("edition");
    const unknown = document.getElementById("unknown");
    const index = await read("../compare.json");
    const known = new Map(index.editions.map((one) => [one.at, one]));
    for (const one of index.editions) made("option", "", document.getElementById("editions")).value = one.title;
    let chosen = asked.getAll("e").filter((at) => known.has(at)).slice(0, 6);
    const loaded = new Map();
    const cell = (row, one, figure, names) => {
      const box = made("td", "", row, "n");
      if (!figure) { made("span", "没有印出", box, "note"); return; }
      const link = made("a", money(figure.amount), box, "f");
      link.href = "../" + one.at + figure.at;
      if (figure.name !== names) made("small", " 名称：" + figure.name, box);
    };
    const drop = (one, parent) => {
      const button = made("button", "去掉", parent, "drop");
      button.type = "button";
      button.setAttribute("aria-label", "去掉" + one.title);
      button.addEventListener("click", () => { chosen = chosen.filter((at) => at !== one.at); show(); });
    };
    const show = async () => {
      history.replaceState(null, "", chosen.length ? "?" + chosen.map((at) => "e=" + at).join("&") : "./");
      for (const at of chosen) if (!loaded.has(at)) loaded.set(at, await read("../" + at + "figures.json"));
      place.replaceChildren();
      const editions = chosen.map((at) => known.get(at));
      if (!editions.length) return;
      for (const said of apart(editions)) made("p", said, place, "told");
      for (const [group, title] of Object.entries(index.groups)) {
        const rows = new Map();
        for (const one of editions) {
          for (const figure of loaded.get(one.at).figures) {
            if (figure.group !== group) continue;
            if (!rows.has(figure.key)) rows.set(figure.key, [figure.name, new Map()]);
            rows.get(figure.key)[1].set(one.at, figure);
          }
        }
        if (!rows.size) continue;
        made("h2", title, place);
        const box = made("div", "", place, "box");
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", title);
        const table = made("table", "", box, "list");
        const head = made("tr", "", made("thead", "", table));
        made("th", "单位：万元", head).scope = "col";
        for (const one of editions) {
          const top = made("th", "", head, "n");
          top.scope = "col";
          made("a", one.title, top).href = "../" + one.at;
          top.append(" ");
          drop(one, top);
        }
        const body = made("tbody", "", table);
        for (const [name, of] of rows.values()) {
          const row = made("tr", "", body);
          made("td", name, row);
          for (const one of editions) cell(row, one, of.get(one.at), name);
        }
      }
    };
    document.getElementById("choose").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      const found = index.editions.find((one) => one.title === text) ||
        index.editions.find((one) => text && one.title.includes(text) && !chosen.includes(one.at));
      unknown.hidden = Boolean(found) && chosen.length < 6;
      unknown.textContent = found ? "最多并排六份，请先去掉一份。" : "没有这份预算，请从列表里选。";
      if (!unknown.hidden) return;
      if (!chosen.includes(found.at)) chosen.push(found.at);
      field.value = "";
      show();
    });
    show();
  };
  const failed = (place) => () => made("p", "数据没有读到，请刷新再试。", place, "told");
  const results = document.getElementById("results");
  const compared = document.getElementById("compared");
  if (results) search(results).catch(failed(results));
  if (compared) compare(compared).catch(failed(compared));
})();
