"use strict";
(() => {
  document.documentElement.classList.add("js");
  const ask = document.getElementById("_q"), said = document.getElementById("_said");
  const short = (text) => text.toLowerCase().replace(/objective/g, "obj").replace(/[^\p{L}\p{N}]+/gu, "");
  const rows = [...document.querySelectorAll(".names tbody tr")];
  const names = rows.map((row) => [...row.cells].slice(0, -2).map((cell) => short(cell.textContent.replace(/^in /, ""))));
  const look = () => {
    const wanted = short(ask.value);
    let shown = 0;
    rows.forEach((row, at) => {
      const hit = !wanted || names[at].some((name) => name === wanted || (name.startsWith(wanted) && !/^\d/.test(name.slice(wanted.length))));
      row.hidden = !hit;
      shown += hit;
    });
    said.textContent = wanted ? `${shown} ${shown === 1 ? "clause" : "clauses"}` : "";
  };
  let typed = 0;
  ask.addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(look, 150); });
  ask.form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  if (ask.value) look();
})();
