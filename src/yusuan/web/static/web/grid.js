// The grid: one list of a draft as a sheet. Every cell is text as it was typed; the server reads it.
// What is typed is kept on this machine first and then sent, so nothing is lost with the line or
// the window. A cell that somebody else changed meanwhile is shown, never overwritten.
import { Saver } from "./saver.js";
import { Offers } from "./offers.js";
import { Print } from "./print.js";
import { say } from "./words.js";

const ROW = 30, HEAD = 34, NUMBER = 46, SPARE = 8;
const setup = JSON.parse(document.getElementById("grid-data").textContent);
const host = document.getElementById("grid");
const urls = JSON.parse(host.dataset.urls);
const panel = document.getElementById("live");
const hint = document.getElementById("cell-hint");
const columns = setup.columns.map((column) => ({ ...column, size: Math.max(64, column.width * 9) }));
const lefts = columns.reduce((found, column) => [...found, found.at(-1) + column.size], [NUMBER]);
const WIDE = lefts.at(-1);

let rows = []; // {id, cells}; a new row's id begins with "+"
let at = { row: 0, column: 0 }, anchor = { row: 0, column: 0 };
let editor = null, made = 0, dragging = false, loaded = false, leaving = false;
const done = [], undone = [];
let names = {}; // of a column's codes: code → name
let marks = new Map(); // "row.column" → severity

const grid = element("div", "grid");
const table = element("div", "table", { id: "grid-table", role: "grid", "aria-label": document.title, "aria-colcount": columns.length + 1 });
const heads = element("div", "heads", { role: "row" });
const body = element("div", "body", { role: "rowgroup" });
heads.append(element("span", "num", { role: "columnheader", "aria-label": say("行号") }));
for (const column of columns) {
  const head = element("span", "h" + (column.required ? " need" : ""), { role: "columnheader", title: column.hint });
  head.textContent = column.heading;
  head.style.width = column.size + "px";
  heads.append(head);
}
heads.style.width = body.style.width = WIDE + "px";
// The box has the focus all the time: unseen while nothing is typed, so that an input method finds it.
const box = element("textarea", "edit resting", { "aria-label": document.title, "aria-describedby": "grid-keys cell-hint", "aria-controls": "grid-table", rows: 1, maxlength: 20000, spellcheck: "false" });
box.disabled = true;
table.append(heads, body);
grid.append(table, box);
host.append(grid);
const focus = () => box.focus({ preventScroll: true });

const saver = new Saver({ urls, budget: setup.budget, list: setup.list, said: status, saved, clashed, renamed });
const print = new Print(urls, () => saver.version, () => draw());
const offers = new Offers(grid, urls.codes, setup.year);

function element(name, className, attributes = {}) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function status(text, look = "") {
  const place = document.querySelector("[data-saved]");
  place.textContent = text;
  place.className = "saved " + look;
}

// ---- drawing -----------------------------------------------------------------------------------

const spare = () => (setup.editable ? 30 : 0);
const count = () => rows.length + spare();
let asked = 0;

function draw() {
  if (asked) return;
  asked = requestAnimationFrame(() => { asked = 0; paint(); });
}

function paint() {
  body.style.height = count() * ROW + "px";
  table.setAttribute("aria-rowcount", count() + 1);
  const first = Math.max(0, Math.floor(grid.scrollTop / ROW) - SPARE);
  const last = Math.min(count(), Math.ceil((grid.scrollTop + grid.clientHeight) / ROW) + SPARE);
  const [top, bottom, left, right] = range();
  for (const [index, line] of lines) if (index < first || index >= last) { line.remove(); lines.delete(index); }
  for (let index = first; index < last; index++) {
    if (!lines.has(index)) lines.set(index, body.appendChild(lineAt(index)));
    fill(lines.get(index), index, index >= top && index <= bottom ? [left, right] : null);
  }
  if (!editor) Object.assign(box.style, { left: lefts[at.column] + "px", top: HEAD + at.row * ROW + "px" });
  box.setAttribute("aria-activedescendant", "cell-at");
}

const lines = new Map(); // the lines that are drawn, by their place; they stay while they are seen

function lineAt(index) {
  const line = element("div", "r", { role: "row", "aria-rowindex": index + 2 });
  line.style.top = index * ROW + "px";
  const number = element("span", "num", { role: "rowheader" });
  number.textContent = index + 1;
  number.dataset.row = index;
  line.append(number);
  columns.forEach((column, place) => {
    const cell = element("span", "c", { role: "gridcell", "aria-colindex": place + 2 });
    cell.dataset.row = index;
    cell.dataset.column = place;
    cell.style.width = column.size + "px";
    line.append(cell);
  });
  return line;
}

function fill(line, index, marked) {
  const row = rows[index];
  columns.forEach((column, place) => {
    const cell = line.children[place + 1];
    const text = row ? saver.text(row, column.key) : "", named = names[column.key]?.[text] ?? "";
    if (cell.shown !== text + "\n" + named) {
      cell.shown = text + "\n" + named;
      cell.textContent = text;
      if (named) cell.append(Object.assign(element("span", "name"), { textContent: named }));
      cell.title = text.length > 12 || named ? (text + " " + named).trim() : "";
    }
    const name = row ? row.id + "." + column.key : "", here = index === at.row && place === at.column;
    const picked = marked && place >= marked[0] && place <= marked[1];
    let look = "c";
    if (column.kind === "amount" || column.kind === "number" || column.kind === "int") look += " right";
    if (row && marks.has(name)) look += " " + marks.get(name);
    if (row && saver.clashes.has(name)) look += " clash";
    if (row && saver.waits(row.id, column.key)) look += " unsent";
    if (picked) look += " in";
    if (here) look += " at";
    if (cell.className !== look) cell.className = look;
    if (cell.id) cell.removeAttribute("id");
    if (here) cell.id = "cell-at";
    if (picked) cell.setAttribute("aria-selected", "true");
    else cell.removeAttribute("aria-selected");
  });
}

const range = () => [Math.min(at.row, anchor.row), Math.max(at.row, anchor.row), Math.min(at.column, anchor.column), Math.max(at.column, anchor.column)];

function go(row, column, stretch = false) {
  at = { row: clamp(row, count() - 1), column: clamp(column, columns.length - 1) };
  if (!stretch) anchor = { ...at };
  const top = at.row * ROW, left = lefts[at.column];
  if (top < grid.scrollTop) grid.scrollTop = top;
  if (top + ROW + HEAD > grid.scrollTop + grid.clientHeight) grid.scrollTop = top + ROW + HEAD - grid.clientHeight + 16;
  if (left - NUMBER < grid.scrollLeft) grid.scrollLeft = left - NUMBER;
  if (left + columns[at.column].size > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = left + columns[at.column].size - grid.clientWidth + 16;
  const name = rows[at.row] ? rows[at.row].id + "." + columns[at.column].key : "";
  const clash = saver.clashes.get(name);
  hint.textContent = clash ? say("别人刚把这一格改成“%s”，您写的是“%s”。按 Enter 保留您的，按 Esc 用别人的。", clash.theirs, clash.yours) : columns[at.column].heading + "：" + columns[at.column].hint;
  draw();
}
const clamp = (value, most) => Math.max(0, Math.min(value, most));

// ---- changing ----------------------------------------------------------------------------------

function row(index) { // the row at a place; spare ones come to be when they are typed in
  while (rows.length <= index) rows.push({ id: "+" + setup.list + Date.now().toString(36) + (made++).toString(36), cells: {} });
  return rows[index];
}

function set(edits, { remember = true } = {}) { // edits: [{row: index, column: key, text}]
  const kept = [];
  for (const edit of edits) {
    const target = row(edit.row), was = saver.text(target, edit.column);
    if (was === edit.text) continue;
    for (const key of ["project", "unit"]) // a new row is of the project or unit that is shown
      if (setup[key] && typeof target.id === "string" && !saver.text(target, key)) saver.put(target, key, setup[key]);
    saver.put(target, edit.column, edit.text);
    kept.push({ id: target.id, column: edit.column, was, is: edit.text });
  }
  if (kept.length && remember) { done.push(kept); undone.length = 0; }
  draw();
}

function again(from, to, side) {
  const group = from.pop();
  if (!group) return;
  for (const one of side === "was" ? [...group].reverse() : group) {
    if ("gone" in one) { side === "was" ? saver.restore(one.row, one.index, rows) : saver.remove(one.row, rows); continue; }
    const index = rows.findIndex((each) => each.id === (saver.names.get(one.id) ?? one.id));
    if (index >= 0) saver.put(rows[index], one.column, one[side]);
  }
  to.push(group);
  draw();
}
const undo = () => again(done, undone, "was");
const redo = () => again(undone, done, "is");

function removeRows() {
  const [top, bottom] = range(), group = [];
  for (const target of rows.slice(top, bottom + 1)) {
    group.unshift({ gone: true, row: target, index: rows.indexOf(target) });
    saver.remove(target, rows);
  }
  if (group.length) { done.push(group); undone.length = 0; }
  go(top, at.column);
}

function insertRow() {
  const fresh = { id: "+" + setup.list + Date.now().toString(36) + (made++).toString(36), cells: {}, after: rows[at.row - 1]?.id ?? 0 };
  rows.splice(Math.min(at.row, rows.length), 0, fresh);
  go(at.row, at.column);
}

// ---- typing ------------------------------------------------------------------------------------

function edit() { // the cell as it is, to be changed
  begin(rows[at.row] ? saver.text(rows[at.row], columns[at.column].key) : "");
  box.setSelectionRange(box.value.length, box.value.length);
}

function begin(text) { // typing starts; undefined leaves what an input method is making in the box
  if (!setup.editable || editor) return;
  const column = columns[at.column];
  editor = { place: { ...at }, column, before: rows[at.row] ? saver.text(rows[at.row], column.key) : "", timer: 0 };
  if (text !== undefined) box.value = text;
  box.className = "edit";
  Object.assign(box.style, { left: lefts[at.column] + "px", top: HEAD + at.row * ROW + "px", width: Math.max(column.size, column.long ? 420 : 120) + "px", height: (column.long ? 130 : ROW) + "px" });
  focus();
  if (text === undefined || column.options.length || column.kind === "code") offers.show(box, column);
}

box.addEventListener("compositionstart", () => begin());
box.addEventListener("input", () => {
  if (!setup.editable) { box.value = ""; return; }
  if (!editor) begin();
  offers.show(box, editor.column);
  clearTimeout(editor.timer);
  editor.timer = setTimeout(() => editor && saver.keep(row(editor.place.row), editor.column.key, box.value), 700);
});
box.addEventListener("blur", () => setTimeout(() => editor && document.activeElement !== box && close(true, false), 120));

function close(keep, back = true) {
  if (!editor) return;
  const { place, column, before, timer } = editor, text = box.value;
  clearTimeout(timer);
  editor = null;
  offers.hide();
  box.value = "";
  box.className = "edit resting";
  box.style.width = box.style.height = "";
  if (keep) {
    const target = rows[place.row];
    if (target) saver.put(target, column.key, before, true); // one step to undo, however long it was typed
    set([{ row: place.row, column: column.key, text }]);
  } else if (rows[place.row]) saver.put(rows[place.row], column.key, before);
  if (back) focus();
  draw();
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-18, 0], PageDown: [18, 0] };

grid.addEventListener("keydown", (event) => {
  if (editor) return typed(event);
  const control = event.ctrlKey || event.metaKey;
  if (!["Tab", "Shift", "Escape"].includes(event.key)) leaving = false;
  const name = rows[at.row] ? rows[at.row].id + "." + columns[at.column].key : "";
  if (saver.clashes.has(name) && (event.key === "Enter" || event.key === "Escape")) {
    saver.settle(rows[at.row], columns[at.column].key, event.key === "Enter");
    go(at.row, at.column);
  } else if (MOVES[event.key]) {
    const [down, right] = MOVES[event.key];
    if (control && down) go(down < 0 ? 0 : rows.length - 1, at.column, event.shiftKey);
    else if (control) go(at.row, right < 0 ? 0 : columns.length - 1, event.shiftKey);
    else go(at.row + down, at.column + right, event.shiftKey);
  } else if (event.key === "Home") go(control ? 0 : at.row, 0, event.shiftKey);
  else if (event.key === "End") go(control ? rows.length - 1 : at.row, columns.length - 1, event.shiftKey);
  else if (event.key === "Escape") { leaving = true; return; } // the next Tab leaves the grid
  else if (event.key === "Tab") {
    if (leaving) { leaving = false; return; }
    const next = at.column + (event.shiftKey ? -1 : 1);
    if (next < 0 || next >= columns.length) return; // leaves the grid
    go(at.row, next);
  } else if (event.key === "Enter" || event.key === "F2") edit();
  else if (control && event.key.toLowerCase() === "z") event.shiftKey ? redo() : undo();
  else if (control && event.key.toLowerCase() === "y") redo();
  else if (control && event.key.toLowerCase() === "a") { anchor = { row: 0, column: 0 }; go(rows.length - 1, columns.length - 1, true); }
  else if (control && event.key.toLowerCase() === "d") fillDown();
  else if (!control && (event.key === "Delete" || event.key === "Backspace")) clear();
  else return; // what is typed goes into the box
  event.preventDefault();
});

function typed(event) {
  if (event.isComposing) return;
  if (offers.open && (event.key === "ArrowDown" || event.key === "ArrowUp")) offers.move(event.key === "ArrowDown" ? 1 : -1);
  else if (offers.chosen && (event.key === "Enter" || event.key === "Tab")) { offers.take(); leave(event); }
  else if (event.key === "Enter" && event.altKey) return;
  else if (event.key === "Enter" || event.key === "Tab") leave(event);
  else if (event.key === "Escape") close(false);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function leave(event) {
  close(true);
  if (event.key === "Tab") go(at.row, at.column + (event.shiftKey ? -1 : 1));
  else go(at.row + (event.shiftKey ? -1 : 1), at.column);
}

const selected = () => {
  const [top, bottom, left, right] = range(), found = [];
  for (let index = top; index <= bottom; index++)
    for (let place = left; place <= right; place++) found.push({ row: index, column: columns[place].key, place });
  return found;
};
const clear = () => setup.editable && set(selected().filter((one) => one.row < rows.length).map((one) => ({ ...one, text: "" })));
function fillDown() {
  if (!setup.editable) return;
  const [top] = range();
  set(selected().filter((one) => one.row > top).map((one) => ({ ...one, text: saver.text(row(top), one.column) })));
}

// ---- clipboard: what Excel copies and pastes ---------------------------------------------------

const quoted = (text) => (/[\t\n\r"]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);

grid.addEventListener("focusin", () => draw());
grid.addEventListener("copy", (event) => { if (!editor) { copy(event); } });
grid.addEventListener("cut", (event) => { if (!editor) { copy(event); clear(); } });
function copy(event) {
  const [top, bottom, left, right] = range(), lines = [];
  for (let index = top; index <= bottom; index++)
    lines.push(columns.slice(left, right + 1).map((column) => quoted(rows[index] ? saver.text(rows[index], column.key) : "")).join("\t"));
  event.clipboardData.setData("text/plain", lines.join("\r\n"));
  event.preventDefault();
}

grid.addEventListener("paste", (event) => {
  if (editor || !setup.editable) return;
  event.preventDefault();
  const lines = cellsOf(event.clipboardData.getData("text/plain"));
  if (!lines.length) return;
  const [top, bottom, left, right] = range();
  const once = lines.length === 1 && lines[0].length === 1; // one cell fills what is marked
  const edits = once
    ? selected().map((one) => ({ ...one, text: lines[0][0] }))
    : lines.flatMap((line, down) => line.map((text, along) => ({ row: top + down, column: columns[left + along]?.key, text })));
  const inside = edits.filter((one) => one.column);
  const lost = edits.length - inside.length;
  set(inside);
  anchor = { row: top, column: left };
  go(once ? bottom : top + lines.length - 1, once ? right : Math.min(left + lines[0].length, columns.length) - 1, true);
  if (lost) status(say("有 %s 格超出了表，没有粘贴。", lost), "failed");
});

function cellsOf(text) { // tab-separated, as spreadsheets put it on the clipboard
  const lines = [[""]];
  let inside = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index], line = lines.at(-1);
    if (inside) {
      if (sign === '"' && text[index + 1] === '"') { line[line.length - 1] += '"'; index++; }
      else if (sign === '"') inside = false;
      else line[line.length - 1] += sign;
    } else if (sign === '"' && line.at(-1) === "") inside = true;
    else if (sign === "\t") line.push("");
    else if (sign === "\n") lines.push([""]);
    else if (sign !== "\r") line[line.length - 1] += sign;
  }
  if (lines.at(-1).length === 1 && lines.at(-1)[0] === "") lines.pop();
  return lines;
}

// ---- mouse -------------------------------------------------------------------------------------

const placeOf = (event) => event.target.closest?.(".c, .num");
grid.addEventListener("pointerdown", (event) => {
  const cell = placeOf(event);
  if (!cell || cell.dataset.row === undefined) return;
  if (editor) close(true);
  event.preventDefault();
  focus();
  if (cell.classList.contains("num")) {
    anchor = { row: Number(cell.dataset.row), column: 0 };
    go(Number(cell.dataset.row), columns.length - 1, true);
    return;
  }
  dragging = true;
  go(Number(cell.dataset.row), Number(cell.dataset.column), event.shiftKey);
});
grid.addEventListener("pointerover", (event) => {
  const cell = dragging && placeOf(event);
  if (cell && cell.dataset.column !== undefined) go(Number(cell.dataset.row), Number(cell.dataset.column), true);
});
addEventListener("pointerup", () => { dragging = false; });
grid.addEventListener("dblclick", (event) => { if (placeOf(event)) edit(); });
grid.addEventListener("scroll", draw, { passive: true });
addEventListener("resize", draw);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) {
    const acts = { insert: insertRow, remove: removeRows, undo, redo, keep: () => tried(true), drop: () => tried(false) };
    if (button.dataset.do === "trial") { saver.held = button.checked; if (!button.checked) tried(true); }
    else acts[button.dataset.do]?.();
    if (button.dataset.do !== "trial") focus();
  }
  const found = event.target.closest("[data-row][data-list]");
  if (found) jump(found.dataset.list, found.dataset.row, found.dataset.column);
});

function jump(list, row, column) {
  if (list !== setup.list) { location.href = location.pathname.replace(/[^/]+\/$/, list + "/") + `#${row}.${column}`; return; }
  const index = rows.findIndex((one) => String(one.id) === row);
  const place = columns.findIndex((one) => one.key === column);
  go(Math.max(0, index), Math.max(0, place));
  focus();
}

// ---- what comes back ---------------------------------------------------------------------------

function renamed(names) { // new rows have got their numbers
  for (const one of rows) one.id = names.get(one.id) ?? one.id;
}

function saved() { draw(); following(); }
function clashed() { status(say("有的格别人刚改过，已标红，请逐格选择。"), "failed"); draw(); }

let timer = 0;
function following() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    if (saver.held && saver.edits.size + saver.removed.size) return trial();
    try {
      const answer = await fetch(urls.live);
      if (!answer.ok) throw new Error(String(answer.status));
      panel.innerHTML = await answer.text();
      print.show();
      marks = new Map();
      for (const one of panel.querySelectorAll("[data-list]")) {
        if (one.dataset.list !== setup.list) continue;
        const look = one.parentElement.classList.contains("error") ? "error" : "warning";
        const keys = one.dataset.column ? [one.dataset.column] : columns.map((each) => each.key);
        for (const key of keys) marks.set(one.dataset.row + "." + key, look);
      }
      draw();
    } catch { /* the line is down: the next save asks again */ }
  }, 900);
}

async function trial() {
  const answer = await saver.send(urls.trial, saver.waiting());
  panel.innerHTML = answer ? await answer.text() : "";
}
saver.heldChanged = following;

function tried(keep) {
  saver.held = false;
  document.querySelector("[data-do=trial]").checked = false;
  if (!keep) { saver.drop(); load(); }
  saver.flush();
  following();
}

async function load() {
  const answer = await fetch(urls.rows + (setup.project ? "?project=" + encodeURIComponent(setup.project) : ""));
  if (!answer.ok) { status(say("没有取到数据，请刷新页面。"), "failed"); return; }
  const found = await answer.json();
  rows = found.rows.map(([id, cells]) => ({ id, cells }));
  names = found.names;
  saver.version = found.version;
  saver.resume(rows, setup.editable);
  loaded = true;
  box.disabled = false; // what was typed before would be lost
  const [wanted, column] = location.hash.slice(1).split(".");
  if (wanted) jump(setup.list, wanted, column);
  else go(0, 0);
  if (document.activeElement === document.body) focus();
  following();
}

async function poll() {
  if (loaded && !document.hidden) {
    try {
      const answer = await fetch(urls.changes + "?since=" + saver.version);
      if (answer.ok) {
        const found = await answer.json();
        if (saver.merge(found, rows, (one) => !setup.project || one.cells.project === setup.project)) { draw(); following(); }
        if (found.open !== setup.editable) location.reload();
      }
    } catch { /* later */ }
  }
  setTimeout(poll, 3000);
}

load().then(poll);
