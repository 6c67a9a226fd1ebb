"use strict";
(() => {
  document.documentElement.classList.add("js");
  const text = document.querySelector("section.text"), box = document.getElementById("_word");
  let on = null;
  const tell = (run) => {
    on?.classList.remove("on");
    on = run;
    box.hidden = !run;
    if (!run) return;
    run.classList.add("on");
    const said = run.textContent.length > 80 ? run.textContent.slice(0, 80) + "…" : run.textContent;
    box.textContent = `“${said}” ${run.dataset.o}`;
  };
  // A title of its own would stand beside the box; without a script it is all there is.
  for (const run of text.querySelectorAll(".t .w")) { run.dataset.o = run.title; run.removeAttribute("title"); }
  text.addEventListener("pointerover", (event) => { const run = event.target.closest(".t .w"); if (run) tell(run); });
  text.addEventListener("click", (event) => { if (!event.target.closest("label")) tell(event.target.closest(".t .w")); });
  const shown = () => {
    const off = new Set([...document.querySelectorAll(".own:not(:checked)")].map((one) => one.id.slice(1)));
    return [...text.querySelectorAll(".t .w")].filter((run) => ![...run.classList].some((name) => off.has(name)));
  };
  const step = (by) => {
    const runs = shown();
    if (!runs.length) return;
    const at = runs.indexOf(on);
    const next = at < 0 ? (by > 0 ? 0 : runs.length - 1) : (at + by + runs.length) % runs.length;
    runs[next].tabIndex = -1;
    runs[next].focus({ preventScroll: true });
    runs[next].scrollIntoView({ block: "center" });
    tell(runs[next]);
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return tell(null);
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input[type=search]")) return;
    if (event.key === "n" || event.key === "p") { event.preventDefault(); step(event.key === "n" ? 1 : -1); }
  });
})();
