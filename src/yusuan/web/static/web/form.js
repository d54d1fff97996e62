// A list with a single row, as a form: every field is saved as it is typed.
import { Print } from "./print.js";
import { Saver } from "./saver.js";
import { say } from "./words.js";

const setup = JSON.parse(document.getElementById("grid-data").textContent);
const host = document.getElementById("grid");
const urls = JSON.parse(host.dataset.urls);
const panel = document.getElementById("live");
const fields = document.createElement("div");
fields.className = "fields";
host.append(fields);
let row = null;

const saver = new Saver({
  urls, budget: setup.budget, list: setup.list,
  said(text, look = "") {
    const place = document.querySelector("[data-saved]");
    place.textContent = text;
    place.className = "saved " + look;
  },
  saved: follow,
  clashed() { this.said(say("有一项别人刚改过，已换成别人的，请核对。"), "failed"); fill(); },
  renamed(names) { row.id = names.get(row.id) ?? row.id; },
});

const print = new Print(urls, () => saver.version, () => {});
const boxes = new Map(setup.columns.map((column) => {
  const label = document.createElement("label"), box = document.createElement("input"), hint = document.createElement("small");
  const place = document.createElement("div");
  box.id = "field-" + column.key;
  label.htmlFor = box.id;
  label.textContent = column.heading;
  if (column.required) label.className = "need";
  hint.textContent = column.hint;
  hint.id = box.id + "-hint";
  box.setAttribute("aria-describedby", hint.id);
  box.disabled = true; // until what is there has come: what was typed before would be lost
  box.maxLength = 2000;
  if (column.options.length) {
    const list = document.createElement("datalist");
    list.id = box.id + "-list";
    list.append(...column.options.map((one) => Object.assign(document.createElement("option"), { value: one })));
    box.setAttribute("list", list.id);
    place.append(list);
  }
  let timer = 0;
  const keep = () => { clearTimeout(timer); saver.put(row, column.key, box.value); };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 600); });
  box.addEventListener("change", keep);
  place.prepend(label, box);
  place.append(hint);
  fields.append(place);
  return [column.key, box];
}));

function fill() {
  for (const [key, box] of boxes) if (document.activeElement !== box) box.value = saver.text(row, key);
}

let timer = 0;
function follow() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const answer = await fetch(urls.live).catch(() => null);
    if (!answer?.ok) return;
    panel.innerHTML = await answer.text();
    print.show();
    for (const box of boxes.values()) box.classList.remove("error", "warning");
    for (const one of panel.querySelectorAll("[data-list=entity]")) boxes.get(one.dataset.column)?.classList.add(one.parentElement.classList.contains("error") ? "error" : "warning");
  }, 800);
}

document.addEventListener("click", (event) => {
  const found = event.target.closest("[data-row][data-list]");
  if (!found) return;
  if (found.dataset.list === setup.list) boxes.get(found.dataset.column)?.focus();
  else location.href = location.pathname.replace(/[^/]+\/$/, found.dataset.list + "/") + `#${found.dataset.row}.${found.dataset.column}`;
});

const answer = await fetch(urls.rows);
const found = await answer.json();
const [id, cells] = found.rows[0] ?? ["+entity", {}];
row = { id, cells };
saver.version = found.version;
saver.resume([row], setup.editable);
fill();
for (const box of boxes.values()) box.disabled = !setup.editable;
follow();
setInterval(async () => {
  if (document.hidden) return;
  const changes = await fetch(urls.changes + "?since=" + saver.version).catch(() => null);
  if (changes?.ok && saver.merge(await changes.json(), [row])) { fill(); follow(); }
}, 3000);
