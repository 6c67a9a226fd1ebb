"use strict";
(() => {
  document.documentElement.classList.add("js");
  const get = (id) => document.getElementById(id), ask = get("_q"), said = get("_said"), counts = get("_counts"), hits = get("_hits");
  const MOST = 200;
  let run = 0;
  const known = new Map();
  const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
  const pause = () => new Promise((done) => setTimeout(done));
  // What nobody would see, or what turns a line round, is written out.
  const safe = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0"));
  const wordsOf = (at) => { if (!known.has(at)) known.set(at, cdiffWords.cut(cdiffTexts.texts[at])); return known.get(at); };
  const keep = () => {
    const query = ask.value.trim() ? "?" + new URLSearchParams({ q: ask.value.trim() }) : "";
    try { history.replaceState(null, "", query || location.pathname); } catch { /* an address that cannot be written */ }
  };
  const search = async (typed) => {
    const mine = ++run, term = cdiffWords.termOf(typed), found = new Map();
    let until = performance.now() + 12;
    for (let at = 0; at < cdiffTexts.texts.length; at += 1) {
      if (performance.now() > until) { await pause(); if (mine !== run) return null; until = performance.now() + 12; }
      const spans = cdiffWords.places(term, wordsOf(at));
      if (spans.length) found.set(at, spans);
    }
    return mine === run ? found : null;
  };
  const where = (found) => {
    const totals = [], at = new Map();
    cdiffTexts.versions.forEach((version, place) => {
      let total = 0;
      for (const [citation, anchor, text] of version.clauses) {
        if (!found.has(text)) continue;
        total += found.get(text).length;
        if (!at.has(text)) at.set(text, []);
        at.get(text).push({ place, citation, anchor });
      }
      totals.push(total);
    });
    return { totals, at };
  };
  const table = (totals) => {
    const sheet = make("div", "", { className: "sheet", tabIndex: 0 });
    sheet.setAttribute("role", "region");
    sheet.setAttribute("aria-label", "How often in each version");
    const grid = make("table"), head = grid.createTHead().insertRow(), body = grid.createTBody().insertRow();
    cdiffTexts.versions.forEach((version, place) => {
      head.append(make("th", version.label, { scope: "col", className: "n" }));
      const cell = body.insertCell();
      cell.className = "n";
      cell.textContent = version.partly ? (totals[place] ? `≥${totals[place]}` : "?") : String(totals[place]);
    });
    sheet.append(grid);
    return sheet;
  };
  const hit = (text, spans, places) => {
    const box = make("article", "", { className: "hit" }), at = make("p", "", { className: "at" });
    for (const { place, citation, anchor } of places) {
      const version = cdiffTexts.versions[place], one = make("span", `${version.label} `);
      one.append(make("a", citation, { href: `../${version.folder}/index.html#${encodeURIComponent(anchor)}` }));
      at.append(one);
    }
    const words = make("p", "", { className: "t", dir: hits.dataset.dir }), whole = cdiffTexts.texts[text];
    let from = 0;
    for (const [start, end] of spans) { words.append(safe(whole.slice(from, start)), make("mark", safe(whole.slice(start, end)))); from = end; }
    words.append(safe(whole.slice(from)));
    box.append(at, words);
    return box;
  };
  const show = async () => {
    const typed = ask.value.trim();
    keep();
    const found = typed ? await search(typed) : new Map();
    if (!found) return;
    counts.replaceChildren();
    hits.replaceChildren();
    said.textContent = "";
    if (!typed) return;
    const { totals, at } = where(found);
    const last = (text) => at.get(text)[at.get(text).length - 1];
    const order = [...at.keys()].sort((one, other) => last(other).place - last(one).place || one - other);
    const first = totals.findIndex(Boolean), end = totals.length - 1 - [...totals].reverse().findIndex(Boolean);
    const unknown = cdiffTexts.versions.filter((version, place) => version.partly && !totals[place]).map((version) => version.label);
    const lost = unknown.length ? ` Of ${unknown.join(", ")} it is not known.` : "";
    said.textContent = (order.length
      ? `“${typed}” ${lost ? "is first known" : "was first seen"} in ${cdiffTexts.versions[first].label}, last in ${cdiffTexts.versions[end].label}; ${order.length} wording${order.length === 1 ? "" : "s"} of clauses have it.`
      : `No version${lost ? " that is known in full" : ""} has “${typed}”.`) + lost;
    const term = cdiffWords.termOf(typed);
    for (const text of cdiffTexts.statements)
      if (cdiffWords.places(term, cdiffWords.cut(text)).length) hits.append(make("p", safe(text), { className: "note" }));
    if (!order.length) return;
    counts.append(table(totals));
    hits.append(...order.slice(0, MOST).map((text) => hit(text, found.get(text), at.get(text))));
    if (order.length > MOST) hits.append(make("p", `${order.length - MOST} more are not shown.`, { className: "sum" }));
  };
  let typing = 0;
  ask.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(show, 200); });
  ask.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  addEventListener("DOMContentLoaded", () => {
    ask.value = new URLSearchParams(location.search).get("q") || ask.value;
    if (ask.value) show();
  });
})();
