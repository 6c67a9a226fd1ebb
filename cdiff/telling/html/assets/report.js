"use strict";
(() => {
  const root = document.documentElement, main = document.querySelector("main");
  const get = (id) => document.getElementById(id);
  const form = get("_filters"), kinds = [...form.querySelectorAll("[name=kind]")];
  const part = get("_part"), query = get("_q"), keys = get("_keys"), view = get("_view"), open = get("_open");
  const parts = [...main.querySelectorAll(".part")], none = main.querySelector(".none");
  const wide = matchMedia("(min-width: 64rem)");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  let clauses = null, run = 0, at = null, started = false;

  // The address: what is shown stands behind the question mark, the clause behind the hash.
  const chosen = () => kinds.filter((box) => box.checked).map((box) => box.value);
  const keep = (hash) => {
    const said = new URLSearchParams();
    if (chosen().length) said.set("kind", chosen().join(","));
    if (part.value) said.set("part", part.value);
    if (query.value.trim()) said.set("q", query.value.trim());
    if (root.dataset.view) said.set("view", root.dataset.view);
    if (!keys.checked) said.set("keys", "off");
    const tail = (String(said) && "?" + said) + (hash ?? location.hash);
    try { history.replaceState(null, "", tail || location.pathname); } catch { /* an address that cannot be written */ }
  };
  const recall = () => {
    const said = new URLSearchParams(location.search), wanted = (said.get("kind") || "").split(",");
    for (const box of kinds) box.checked = wanted.includes(box.value);
    part.value = said.get("part") || "";
    if (part.selectedIndex < 0) part.value = "";
    query.value = said.get("q") || "";
    keys.checked = said.get("keys") !== "off";
    if (["side", "inline"].includes(said.get("view"))) root.dataset.view = said.get("view");
  };

  // Filters. Kinds are classes that the style sheet knows; only a search looks at the clauses, a few at a time.
  const byKind = () => {
    const wanted = chosen();
    main.className = wanted.length ? "f " + wanted.map((kind) => "f-" + kind).join(" ") : "";
    if (wanted.includes("unchanged") || wanted.includes("renumbered")) unfold(true);
    return wanted;
  };
  const isOut = (section, wanted) =>
    (part.value && section.dataset.part !== part.value) ||
    (wanted.length && !wanted.some((kind) => section.dataset.has.split(" ").includes(kind)));
  const apply = () => {
    const wanted = byKind(), words = fold(query.value.trim());
    const mine = ++run;
    CSS.highlights?.clear();
    for (const section of parts) section.classList.toggle("out", isOut(section, wanted));
    if (words) return search(words, wanted, mine);
    if (clauses) for (const element of main.querySelectorAll(".c.out, .same.out, .trace.out")) element.classList.remove("out");
    finish(wanted);
  };
  const pause = () => new Promise((done) => setTimeout(done));
  const search = async (words, wanted, mine) => {
    clauses ??= [...main.querySelectorAll(".c")];
    const filled = new Set(), folds = new Map(), ranges = [];
    let until = performance.now() + 12;
    for (const clause of clauses) {
      if (performance.now() > until) {
        await pause();
        if (mine !== run) return;
        until = performance.now() + 12;
      }
      const text = clause.querySelector(".t"), hit = fold(text.textContent).includes(words);
      const shown = hit && (!wanted.length || wanted.some((kind) => clause.classList.contains(kind)));
      const section = clause.closest(".part"), same = clause.parentElement;
      if (!clause.classList.contains("head")) clause.classList.toggle("out", !hit);
      if (shown) { filled.add(section); if (ranges.length < 500) mark(clause, words, ranges); }
      if (same.matches(".same")) folds.set(same, folds.get(same) || shown);
    }
    for (const [same, hit] of folds) { same.classList.toggle("out", !hit); if (hit) same.open = true; }
    for (const trace of main.querySelectorAll(".trace")) trace.classList.add("out");
    for (const section of parts) if (!filled.has(section)) section.classList.add("out");
    if (CSS.highlights && ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
    finish(wanted);
  };
  const mark = (clause, words, ranges) => {
    const walk = document.createTreeWalker(clause.querySelector(".b"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode.data.toLowerCase();
      for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) {
        if (from + words.length > walk.currentNode.length) break;
        const range = new Range();
        range.setStart(walk.currentNode, from);
        range.setEnd(walk.currentNode, from + words.length);
        ranges.push(range);
      }
    }
  };
  const isFiltered = () => Boolean(chosen().length || part.value || query.value.trim());
  const finish = () => {
    none.hidden = parts.some((section) => !section.classList.contains("out"));
    at = null;
    open.textContent = isFiltered() ? "Filter •" : "Filter";
    open.title = isFiltered() ? "A filter is on" : "";
    where();
    if (isFiltered()) say(none.hidden ? get("_where").textContent : none.textContent);
    const first = query.value.trim() && started ? stops()[0] : null;
    if (first) first.scrollIntoView({ block: "start" });
  };
  const unfold = (wanted) => { for (const same of main.querySelectorAll(".same")) if (same.open !== wanted) same.open = wanted; };

  // Next and previous.
  const stops = () => {
    const wanted = chosen(), all = parts.filter((section) => !section.classList.contains("out"));
    const pick = wanted.length ? wanted.map((kind) => ".c." + kind + ":not(.in)") : query.value.trim() ? [".c"] : [".c.d:not(.in)"];
    return all.flatMap((section) => [...section.querySelectorAll(pick.map((one) => one + ":not(.out)").join(","))])
      .filter((clause) => !query.value.trim() || !clause.matches(".head") || fold(clause.textContent).includes(fold(query.value.trim())));
  };
  const where = (list, place) => {
    const filtered = isFiltered(), count = list ? list.length : filtered ? stops().length : Number(get("_where").dataset.all);
    const thing = (filtered ? "match" : "change") + (count === 1 ? "" : filtered ? "es" : "s");
    const tail = document.createElement("span");
    tail.textContent = thing;
    get("_where").replaceChildren(place === undefined ? `${count} ` : `${place + 1} of ${count} `, tail);
  };
  // What the bar takes of the window, open or closed: nothing that is jumped to may lie behind it.
  const bar = main.previousElementSibling;
  const measure = () => root.style.setProperty("--bar", `${Math.ceil(bar.getBoundingClientRect().height)}px`);
  const line = () => bar.getBoundingClientRect().bottom + 24;
  const beyond = (list, edge) => {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].getBoundingClientRect().top > edge) high = middle; else low = middle + 1;
    }
    return low;
  };
  const step = (by) => {
    const list = stops();
    if (!list.length) return say("Nothing to go to.");
    const known = at && isSeen(at) ? list.indexOf(at) : -1;
    let place = known >= 0 ? known + by : by > 0 ? beyond(list, line()) : beyond(list, line() - 48) - 1;
    if (place < 0 || place >= list.length) {
      say(by > 0 ? "That was the last one; here is the first." : "That was the first one; here is the last.");
      place = (place + list.length) % list.length;
    }
    visit(list[place]);
    where(list, place);
  };
  const isSeen = (element) => {
    const place = element.getBoundingClientRect();
    return place.bottom > 0 && place.top < innerHeight;
  };
  const visit = (clause) => {
    reveal(clause);
    at = clause;
    clause.tabIndex = -1;
    if (document.activeElement !== query) clause.focus({ preventScroll: true });
    keep("#" + clause.id);
    measure();
    clause.scrollIntoView({ block: "start" });
    requestAnimationFrame(() => clause.scrollIntoView({ block: "start" }));
  };
  const reveal = (element) => { const same = element.closest(".same"); if (same) same.open = true; };
  const toHash = () => {
    const id = decodeURIComponent(location.hash.slice(1)), element = get(id) || get(id.replace(/^old-/, ""));
    if (!element || !main.contains(element)) return;
    const hidden = element.closest(".out");
    if (hidden) { form.reset(); apply(); keep(); }
    reveal(element);
    at = element.closest(".c");
    element.scrollIntoView({ block: "start" });
  };

  // The rest.
  const say = (text) => { get("_said").textContent = text; };
  const isSide = () => (root.dataset.view ? root.dataset.view === "side" : wide.matches);
  const showView = () => view.setAttribute("aria-pressed", String(isSide()));
  const copy = async (link) => {
    const name = link.hash.slice(1);
    keep(link.hash);
    try { await navigator.clipboard.writeText(location.href.split("?")[0].split("#")[0] + link.hash); say(`The link to ${name} is copied.`); }
    catch { say(`The link to ${name} stands in the address.`); }
    const sign = link.firstElementChild;
    sign.textContent = "✓";
    setTimeout(() => { sign.textContent = "#"; }, 1500);
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); if (query.value.trim()) step(1); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
  form.addEventListener("change", (event) => { if (event.target !== query) { if (event.target !== keys) apply(); keep(); } });
  let typed = 0;
  query.addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(() => { apply(); keep(); }, 150); });
  open.addEventListener("click", () => { form.hidden = !form.hidden; measure(); open.setAttribute("aria-expanded", String(!form.hidden)); });
  get("_unfold").addEventListener("click", (event) => {
    const wanted = event.target.dataset.open !== "yes";
    unfold(wanted);
    event.target.dataset.open = wanted ? "yes" : "no";
    event.target.textContent = wanted ? "Fold all unchanged" : "Unfold all unchanged";
  });
  get("_next").addEventListener("click", () => step(1));
  get("_prev").addEventListener("click", () => step(-1));
  view.addEventListener("click", () => { root.dataset.view = isSide() ? "inline" : "side"; showView(); keep(); });
  wide.addEventListener("change", showView);
  main.addEventListener("click", (event) => { const link = event.target.closest(".cp"); if (link) copy(link); });
  addEventListener("hashchange", toHash);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !form.hidden) { open.click(); open.focus(); return; }
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "n" || event.key === "p") { event.preventDefault(); step(event.key === "n" ? 1 : -1); }
  });

  if (!wide.matches) for (const fold of main.querySelectorAll(".most, .watched")) fold.open = false;
  new ResizeObserver(measure).observe(bar);
  measure();
  recall();
  showView();
  if (isFiltered()) apply();
  if (location.hash.length > 1) requestAnimationFrame(toHash);
  started = true;
})();
