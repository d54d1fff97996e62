// What was typed and is not yet acknowledged: kept in this browser, sent again until it is.
import { locale, say } from "./words.js";

const PAUSE = 350;
const token = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join("");

export class Saver {
  constructor({ urls, budget, list, said, saved, clashed, renamed }) {
    Object.assign(this, { urls, list, said, saved, clashed, renamed });
    this.key = `yusuan-${budget}-${list}`;
    this.version = 0;
    this.edits = new Map(); // "row\tcolumn" → {row, column, was, text}
    this.removed = new Map(); // row → gone
    this.after = {};
    this.sent = null; // what is under way
    this.flying = new Map(); // its edits, by the same names
    this.names = new Map(); // a new row's name → its number
    this.clashes = new Map();
    this.held = false;
    this.timer = 0;
    addEventListener("beforeunload", () => this.write());
    addEventListener("pagehide", () => this.flush(true));
    addEventListener("online", () => this.flush());
  }

  text(row, column) { return this.edits.get(row.id + "\t" + column)?.text ?? this.sentText(row, column); }
  waits(id, column) { return this.edits.has(id + "\t" + column); }

  put(row, column, text, quiet = false) {
    const name = row.id + "\t" + column, was = this.sentText(row, column);
    if (was === text) {
      this.edits.delete(name);
    }
    else this.edits.set(name, { row: String(row.id), column, was, text });
    if ("after" in row) this.after[row.id] = row.after;
    this.store();
    if (quiet) return;
    if (this.edits.size || this.removed.size || this.sent) this.later();
    else this.kept();
  }
  kept() { this.said(say("已保存 %s", new Date().toLocaleTimeString(locale, { hour12: false }))); }
  keep(row, column, text) { this.put(row, column, text); }
  sentText(row, column) { return this.flying.get(row.id + "\t" + column)?.text ?? row.cells[column] ?? ""; }

  remove(row, rows) {
    rows.splice(rows.indexOf(row), 1);
    for (const name of [...this.edits.keys()]) if (name.startsWith(row.id + "\t")) this.edits.delete(name);
    if (typeof row.id === "number") this.removed.set(row.id, true);
    this.store();
    this.later();
  }
  restore(row, index, rows) {
    rows.splice(index, 0, row);
    if (typeof row.id === "number") this.removed.set(row.id, false);
    else for (const [column, text] of Object.entries(row.cells)) this.put({ ...row, cells: {} }, column, text);
    this.store();
    this.later();
  }

  waiting() {
    return {
      edits: [...this.edits.values()].map((one) => ({ list: this.list, ...one })),
      remove: [...this.removed].map(([row, gone]) => ({ row, gone })),
      after: Object.fromEntries(Object.entries(this.after).filter(([, row]) => typeof row === "number")),
    };
  }

  later() {
    this.said(this.held ? say("改动还没有保存") : say("正在保存…"), "waiting");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.held ? this.heldChanged?.() : this.flush()), PAUSE);
  }

  async flush(leaving = false) {
    if (this.sent || this.held || !(this.edits.size || this.removed.size)) return;
    this.sent = { token: token(), ...this.waiting() };
    this.flying = new Map(this.edits);
    this.edits.clear();
    this.removed.clear();
    this.after = {};
    this.store();
    await this.push(leaving);
  }

  async push(leaving = false) {
    const answer = await this.send(this.urls.cells, this.sent, leaving);
    if (!answer || answer.status >= 500) {
      this.said(say("没有连上服务器，改动已存在本机，连上后自动保存"), "failed");
      setTimeout(() => this.sent && this.push(), 3000);
      return;
    }
    if (answer.status === 403 || answer.status === 404) { this.said(say("这份预算现在不能改，请刷新页面。改动留在本机。"), "failed"); return; }
    const found = await answer.json();
    const sent = this.sent;
    this.sent = null;
    this.flying.clear();
    if (answer.status === 400) { this.said(found.error, "failed"); this.store(); return; }
    for (const [name, number] of Object.entries(found.rows)) this.name(name, number);
    this.renamed(this.names);
    for (const [key, one] of [...this.edits]) { // typed meanwhile in a row that has a number now
      const number = this.names.get(one.row);
      if (number === undefined) continue;
      this.edits.delete(key);
      this.edits.set(number + "\t" + one.column, { ...one, row: String(number) });
    }
    const clashing = new Set(found.conflicts.map((one) => one.row + "." + one.column));
    const rows = new Map((this.rows ?? []).map((each) => [String(each.id), each]));
    for (const one of sent.edits) {
      const row = rows.get(String(this.names.get(one.row) ?? one.row));
      if (row && !clashing.has(row.id + "." + one.column)) row.cells[one.column] = one.text;
    }
    for (const one of found.conflicts) {
      const row = rows.get(String(one.row));
      if (row) row.cells[one.column] = one.theirs;
      this.clashes.set(one.row + "." + one.column, one);
    }
    this.version = Math.max(this.version, found.version);
    this.store();
    if (found.conflicts.length) this.clashed();
    else this.kept();
    this.saved();
    if (this.edits.size || this.removed.size) this.flush();
  }

  async send(url, what, leaving = false) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"] };
    try {
      return await fetch(url, { method: "POST", headers, body: JSON.stringify(what), keepalive: leaving && JSON.stringify(what).length < 60000 });
    } catch { return null; }
  }

  name(name, number) {
    this.names.set(name, number);
    for (const [key, row] of Object.entries(this.after)) if (row === name) this.after[key] = number;
  }

  settle(row, column, mine) {
    const name = row.id + "." + column, clash = this.clashes.get(name);
    this.clashes.delete(name);
    row.cells[column] = clash.theirs;
    if (mine) this.put(row, column, clash.yours);
  }

  merge(found, rows, wanted = () => true) { // what others saved; true where something is new
    if (found.version <= this.version || this.sent) return false;
    this.version = found.version;
    const ours = found.rows.filter((one) => one.list === this.list);
    for (const one of ours) {
      const index = rows.findIndex((each) => each.id === one.row);
      if (one.gone) { if (index >= 0) rows.splice(index, 1); }
      else if (index >= 0) rows[index].cells = one.cells;
      else if (wanted(one)) rows.push({ id: one.row, cells: one.cells });
    }
    return found.rows.length > 0;
  }

  drop() { this.edits.clear(); this.removed.clear(); this.after = {}; clearTimeout(this.timer); this.write(); this.said(say("已放弃改动")); }

  store() { // soon, and once for many cells
    this.writing ||= setTimeout(() => this.write(), 150);
  }

  write() {
    clearTimeout(this.writing);
    this.writing = 0;
    const kept = { sent: this.sent, edits: [...this.edits.values()], removed: [...this.removed] };
    try {
      if (kept.sent || kept.edits.length || kept.removed.length) localStorage.setItem(this.key, JSON.stringify(kept));
      else localStorage.removeItem(this.key);
    } catch { /* full or forbidden: the server has what was acknowledged */ }
  }

  resume(rows, editable) { // what an earlier window could not send
    this.rows = rows;
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(this.key)); } catch { /* none */ }
    if (!kept || !editable) return;
    const there = new Set(rows.map((each) => String(each.id)));
    for (const one of [...(kept.sent?.edits ?? []), ...kept.edits]) {
      if (there.has(one.row) || !one.row.startsWith("+")) continue;
      there.add(one.row);
      rows.push({ id: one.row, cells: {} });
    }
    this.removed = new Map(kept.removed);
    for (const one of kept.edits) this.edits.set(one.row + "\t" + one.column, one);
    if (kept.sent) {
      this.sent = kept.sent;
      this.flying = new Map(kept.sent.edits.map((one) => [one.row + "\t" + one.column, one]));
      this.push();
    } else this.flush();
  }
}
