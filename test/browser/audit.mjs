// The report of an audit as people meet it: light and dark, on a phone, by
// keyboard, on paper, without scripts. Prints TAP. REPORT_PAGE prints the page
// of a result that nobody made; TRACTION names the program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const maker = process.env.REPORT_PAGE ?? "build/test/report/report-page";
const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "traction-report-"));

const shown = (name, html) => {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, html);
  return { name, path, url: pathToFileURL(path).href };
};
const kinds = ["usual", "many", "single", "empty", "hostile", "plain"];
const pages = Object.fromEntries(kinds.map((kind) =>
  [kind, shown(kind, execFileSync(maker, [kind], { maxBuffer: 1 << 28 }))]));

// A small practice, through the program: imported, audited, written.
const source = process.env.TRACTION_SOURCE ?? process.cwd();
const program = process.env.TRACTION ?? join(source, "build/traction");
const practice = join(folder, "practice");
const store = ["--db", join(folder, "practice.db"), "--key-file",
  join(folder, "key"), "--quiet"];
const run = (...words) =>
  execFileSync(words[0], words.slice(1), { cwd: source, maxBuffer: 1 << 28 });
run(join(source, "test/audit/practice/generate"), practice, "--doctors", "3",
  "--years", "2", "--claims", "900");
run(program, "import", ...store,
  ...["claims", "notes", "remits"].map((name) => join(practice, name)));
const audit = (format) =>
  run(program, "audit", ...store, "--today", "2026-06-30", "--tables", folder,
    "--fail-on", "never", "--format", format);
pages.real = shown("real", audit("html"));
const truth = JSON.parse(audit("json"));

// --- The browser ------------------------------------------------------------

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // the sandbox of Chromium refuses root; what is shown is our own
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});

const open = async (what, options = {}) => {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 }, reducedMotion: "reduce", ...options,
  });
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error}`));
  page.on("dialog", (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== what.url) heard.push(`request: ${request.url()}`);
  });
  await page.goto(what.url);
  return { page, heard, close: () => context.close() };
};

const tests = [];
const test = (name, run) => tests.push({ name, run });

// With a page open; it has to keep silent.
const onPage = (name, what, run, options) =>
  test(`${what.name}: ${name}`, async () => {
    const { page, heard, close } = await open(what, options);
    try {
      await run(page);
      assert.deepEqual(heard, []);
    } finally {
      await close();
    }
  });

const unfold = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details"))
      details.open = true;
  });

const phone = { viewport: { width: 360, height: 700 } };
const looks = {
  light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, phone,
};

// --- For everyone -----------------------------------------------------------

for (const [kind, some] of Object.entries({
  usual: ["light", "dark", "phone"], many: ["phone"], single: ["dark"],
  hostile: ["light"], empty: ["light"], real: ["light"],
}))
  for (const look of some)
    onPage(`axe has nothing to say, ${look}`, pages[kind], async (page) => {
      await unfold(page);
      // one list, measure, habit is like the next, and a plot is one picture:
      // all of them would take axe minutes
      await page.evaluate(() => {
        for (const kind of ["claims", "measure", "habit"])
          for (const like of [...document.querySelectorAll(`.${kind}`)].slice(2))
            like.remove();
        for (const row of document.querySelectorAll("tr:nth-child(n+9)"))
          row.remove();
      });
      // by the test, not by the page: its policy forbids other scripts
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate(() =>
        globalThis.axe.run({ exclude: ["svg *"] }));
      assert.ok(passes.length > 10);
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        []);
    }, looks[look]);

for (const what of Object.values(pages))
  onPage("nothing scrolls sideways on a phone, but tables in their boxes", what,
    async (page) => {
      await unfold(page);
      const { width, wide } = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        wide: [...document.querySelectorAll("main *")]
          .filter((element) => !element.closest(".box, svg"))
          .filter((element) => element.getBoundingClientRect().right > 361)
          .map((element) => element.outerHTML.slice(0, 80)),
      }));
      assert.deepEqual(wide, []);
      assert.ok(width <= 360, `${width} pixels wide`);
    }, phone);

onPage("headings step by one, ids are there once, links lead somewhere",
  pages.usual, async (page) => {
    const { levels, ids, dangling } = await page.evaluate(() => ({
      levels: [...document.querySelectorAll("h1, h2, h3, h4")]
        .map((heading) => Number(heading.tagName[1])),
      ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
      dangling: [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute("href").slice(1))
        .filter((id) => !document.getElementById(id)),
    }));
    assert.equal(levels[0], 1);
    levels.slice(1).forEach((level, i) => assert.ok(level <= levels[i] + 1));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(dangling, []);
  });

onPage("Tab leads to the summary first, then on", pages.usual, async (page) => {
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".skip")));
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  const claims = page.locator("#t2 details.claims");
  await claims.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await claims.locator("tbody tr:visible").count(), 40);
});

onPage("a folded measure opens where a link leads to it", pages.usual,
  async (page) => {
    await page.locator('a[href="#m1"]').first().click();
    await page.locator("#m1 table").first().waitFor({ state: "visible" });
    assert.ok(await page.locator("#m1 svg").first().isVisible());
  });

// --- Plots ------------------------------------------------------------------

for (const what of Object.values(pages))
  onPage("every figure has its picture, and its numbers in a table", what,
    async (page) => {
      await unfold(page);
      const figures = await page.locator("figure").evaluateAll((all) =>
        all.map((figure) => {
          const svg = figure.querySelector(".plot svg");
          const said = (name) => svg?.getAttribute(name)?.split(" ")
            .map((id) => document.getElementById(id)?.textContent).join(" ");
          return {
            kind: figure.dataset.plot,
            data: JSON.parse(figure.querySelector("script").textContent),
            role: svg?.getAttribute("role"),
            title: said("aria-labelledby"),
            words: said("aria-describedby"),
            marks: svg?.querySelectorAll(
              "path:not([d='']), rect, circle").length ?? 0,
            shapes: [...svg?.querySelectorAll("title") ?? []]
              .map((title) => title.textContent),
            width: svg?.getBoundingClientRect().width,
            rows: [...figure.querySelectorAll("tbody tr")]
              .map((row) => row.innerText),
          };
        }));
      assert.equal(figures.length > 0, what.name !== "empty");
      for (const { kind, data, role, title, words, marks, shapes, width, rows }
        of figures) {
        assert.equal(role, "img");
        assert.match(title, /^Plot: ./);
        assert.match(words, /table below/);
        assert.ok(marks > 0);
        assert.ok(width >= 200);
        const names = kind === "trend" ? data.periods
          : data.rows.map(({ name }) => name);
        assert.ok(rows.length >= names.length);
        if (what.name === "hostile") continue;
        // bars name a rule with its slug; the table has them apart
        for (const name of names)
          assert.ok(rows.some((row) =>
            row.includes(kind === "bars" ? name.split(" ")[0] : name)), name);
        // what is drawn says its value: as many shapes as values
        const values = kind === "trend"
          ? data.series.flatMap(({ values: some }) => some)
          : data.rows.map(({ value }) => value);
        assert.equal(shapes.length - 1,
          values.filter((value) => value !== null).length);
      }
    });

onPage("a plot follows the width of the window", pages.usual, async (page) => {
  const svg = page.locator("figure svg").first();
  const wide = (await svg.boundingBox()).width;
  await page.setViewportSize({ width: 500, height: 700 });
  await page.waitForFunction((before) =>
    Number(document.querySelector("figure svg").getAttribute("width")) <
      before - 200, wide);
  assert.ok((await svg.boundingBox()).width <= 500);
});

onPage("what stands out has its own shape and place", pages.usual,
  async (page) => {
    const marks = await page.locator("#m2 figure").first().locator("path > title")
      .evaluateAll((all) => all.map((title) => ({
        text: title.textContent,
        x: title.parentElement.getBoundingClientRect().x,
        shape: title.parentElement.getAttribute("d"),
      })));
    assert.equal(marks.length, 3);
    const high = marks.find(({ text }) => text.includes("Significantly Higher"));
    assert.match(high.text, /Brandt, Otto: 77\.0 %/);
    for (const other of marks.filter((mark) => mark !== high)) {
      assert.ok(high.x > other.x);
      assert.notEqual(high.shape, other.shape);
    }
  });

// --- The practice -------------------------------------------------------------

onPage("what the JSON tells is on the page", pages.real, async (page) => {
  await unfold(page);
  const text = await page.locator("main").innerText();
  const cards = await page.locator(".card").allInnerTexts();
  assert.ok(truth.triggers.length > 0);
  assert.equal(cards.length, truth.triggers.length);
  const dollars = (amount) =>
    `$${amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",")}`;
  truth.triggers.forEach((trigger, i) => {
    for (const part of [trigger.rule, trigger.severity, trigger.help,
      trigger.message.slice(1), trigger.provider ?? "Practice",
      dollars(trigger.paid)])
      assert.ok(cards[i].includes(part), `${part} in ${cards[i]}`);
    for (const { control } of trigger.claims)
      assert.ok(cards[i].includes(control), control);
  });
  for (const { text: step } of truth.actions) assert.ok(text.includes(step));
  for (const sentence of truth.summary) assert.ok(text.includes(sentence));
  for (const { rule, paid } of truth.habits) {
    assert.ok(text.includes(rule), rule);
    assert.ok(text.includes(dollars(paid)), paid);
  }
  assert.ok(text.includes(truth.pack.sha256));
  assert.equal(await page.locator(".measure").count(), truth.measures.length);
  assert.ok(truth.measures.length > 10);
});

onPage("no patient is named", pages.real, async () => {
  const html = readFileSync(pages.real.path, "utf8");
  const claims = execFileSync("cat", [join(practice, "claims", "2020-06.837")],
    { encoding: "utf8" });
  const names = [...claims.matchAll(/NM1\*(?:IL|QC)\*1\*([^*]+)\*([^*]+)/g)];
  assert.ok(names.length > 5);
  const text = html.replace(/<script>.*<\/script>/s, "");
  for (const [, last, first] of names)
    assert.ok(!new RegExp(`\\b${last}\\b.{0,3}\\b${first}\\b`, "i").test(text) &&
      !new RegExp(`\\b${first}\\b.{0,3}\\b${last}\\b`, "i").test(text),
      `${last} ${first}`);
});

test("two runs give the same bytes", async () => {
  assert.deepEqual(audit("html"), readFileSync(pages.real.path));
});

// --- Without scripts, and on paper --------------------------------------------

onPage("without scripts all numbers are there", pages.usual, async (page) => {
  assert.equal(await page.locator("figure svg").count(), 0);
  assert.equal(await page.locator(".plot:visible").count(), 0);
  for (const figure of await page.locator("figure").all())
    assert.ok((await figure.locator("tbody tr").count()) > 0);
  assert.ok(await page.getByText("What this report does not say").isVisible());
}, { javaScriptEnabled: false });

const printed = async (page, name, format) => {
  const path = join(folder, `${name}-${format}.pdf`);
  await page.pdf({ path, format, preferCSSPageSize: false });
  const text = execFileSync("pdftotext", ["-layout", path, "-"],
    { encoding: "utf8" });
  const boxes = execFileSync("pdftotext", ["-bbox", path, "-"],
    { encoding: "utf8", maxBuffer: 1 << 28 });
  return { text, boxes, pages: text.split("\f").length - 1 };
};

for (const kind of ["usual", "many", "empty", "real"])
  for (const format of ["A4", "Letter"])
    onPage(`prints on ${format}, nothing cut`, pages[kind], async (page) => {
      const { text, boxes, pages: count } = await printed(page, kind, format);
      const most = { usual: 18, many: 34, empty: 3, real: 40 }[kind];
      assert.ok(count >= 2 && count <= most, `${count} pages`);
      assert.match(text, /Self-audit of claims/);
      assert.match(text, /What this report does not say/);
      if (kind === "usual" || kind === "many") {
        assert.match(text, /97012 on 71\.0 % of visits/);
        assert.match(text, /\$187,654\.32/);
        assert.match(text, /0123456789abcdef/);
        // the table of a trend is printed, the lists of claims are not
        assert.match(text, /2023-Q2/);
        assert.ok(!text.includes("26460001"));
      }
      // no word lies outside the margins of its sheet
      const width = Number(boxes.match(/<page width="([\d.]+)"/)[1]);
      const edges = [...boxes.matchAll(/xMin="([\d.-]+)".*?xMax="([\d.-]+)"/g)];
      assert.ok(edges.length > 100);
      for (const [word, left, right] of edges)
        assert.ok(Number(left) >= 40 && Number(right) <= width - 36, word);
    });

onPage("prints dark ink on white from a dark screen", pages.usual,
  async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const colors = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    assert.deepEqual(colors, ["rgb(28, 29, 32)", "rgb(255, 255, 255)"]);
  });

onPage("after printing all is as before", pages.usual, async (page) => {
  const openOnes = () => page.locator("details[open]").count();
  assert.equal(await openOnes(), 0);
  await page.pdf({ format: "Letter" });
  assert.equal(await openOnes(), 0);
  const { width } = await page.locator("figure svg").first().boundingBox();
  assert.ok(width > 700);
});

// --- Against the input --------------------------------------------------------

onPage("texts of a claim are never markup", pages.hostile, async (page) => {
  await unfold(page);
  const text = await page.locator("main").innerText();
  assert.ok(text.includes("</script><img src=x onerror=alert(1)><!--"));
  assert.equal(await page.locator("img, iframe, object, style ~ style").count(), 0);
  assert.equal(await page.locator("script:not([type])").count(), 1);
  assert.equal(await page.title(), "Self-audit of claims");
  // a link that is no address of the web is no link
  assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
});

test("scripts and styles that got in would not run", async () => {
  const { page, heard, close } = await open(pages.usual);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'owned'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend",
      "<b style='top:0'></b><img src='https://a.example/'>");
  });
  assert.equal(await page.title(), "Self-audit of claims");
  assert.ok(heard.some((line) => line.includes("Content Security Policy")));
  await close();
});

// --- Running ----------------------------------------------------------------

let failed = 0;
console.log(`1..${tests.length}`);
for (const [i, { name, run }] of tests.entries()) {
  try {
    await run();
    console.log(`ok ${i + 1} - ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${i + 1} - ${name}`);
    console.log(String(error.stack).replace(/^/gm, "# "));
  }
}
await browser.close();
rmSync(folder, { recursive: true });
process.exit(failed === 0 ? 0 : 1);
