// Filters, and the light that goes on at both ends of a link. The page is whole
// without it.
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const shown = document.getElementById("shown");
  const findings = [...document.querySelectorAll(".finding")];
  const marks = [...document.querySelectorAll("a.m")];

  const numberOf = (mark) => mark.getAttribute("href").slice(2);

  const wanted = () => {
    const severities = new Set(
      [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value),
    );
    const rule = form.elements.rule.value;
    const payer = form.elements.payer.value;
    return ({ dataset }) =>
      severities.has(dataset.severity) &&
      (rule === "" || dataset.rule === rule) &&
      (payer === "" || (dataset.payer || "-") === payer);
  };

  // Hide what has nothing left to show: findings, then claims, then files.
  const apply = () => {
    const wants = wanted();
    const hidden = new Set();
    let count = 0;
    for (const finding of findings) {
      finding.hidden = !wants(finding);
      if (finding.hidden) hidden.add(finding.id.slice(1));
      else count += 1;
    }
    for (const part of document.querySelectorAll(".group, .file"))
      part.hidden = !part.querySelector(".finding:not([hidden])");
    for (const mark of marks)
      mark.classList.toggle("off", hidden.has(numberOf(mark)));
    for (const label of document.querySelectorAll(".label"))
      label.hidden = hidden.has(label.dataset.f);
    shown.textContent =
      count === findings.length
        ? `${count} ${count === 1 ? "finding" : "findings"}`
        : `${count} of ${findings.length} findings shown`;
  };

  const light = (event) => {
    const on = event.type === "mouseover" || event.type === "focusin";
    const target = event.target.closest?.(".finding, a.m");
    if (!target) return;
    const number = target.matches(".finding")
      ? target.id.slice(1)
      : numberOf(target);
    const finding = document.getElementById(`f${number}`);
    if (target !== finding) finding?.classList.toggle("lit", on);
    const scope = finding?.closest(".group");
    for (const mark of scope ? scope.querySelectorAll(`a.m[href="#f${number}"]`) : [])
      mark.classList.toggle("lit", on);
  };

  // Segments that fit on the screen stay there while one reads on beside them.
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, boundingClientRect } of entries)
      target.classList.toggle("stays", boundingClientRect.height < innerHeight - 40);
  });
  for (const source of document.querySelectorAll(".source"))
    watcher.observe(source);

  for (const type of ["mouseover", "mouseout", "focusin", "focusout"])
    document.addEventListener(type, light);
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
})();
