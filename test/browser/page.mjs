// The report as people meet it: in a browser, by keyboard, on paper, without
// scripts. Prints TAP. TRACTION names the program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const program = process.env.TRACTION ?? "build/traction";
const source = process.env.TRACTION_SOURCE ?? process.cwd();
const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const folder = mkdtempSync(join(tmpdir(), "traction-browser-"));

// --- The inputs -------------------------------------------------------------

// A run of the program as text; findings make it end with status 1.
const check = (...words) => {
  const options = { cwd: source, encoding: "utf8", maxBuffer: 1 << 28 };
  try {
    return execFileSync(program, ["check", "--tables", folder, ...words], options);
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw error;
  }
};

const report = (name, words) => {
  const path = join(folder, `${name}.html`);
  check(...words, "--format", "html", "--output", path);
  const findings = check(...words, "--format", "ndjson")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter((line) => line.type === "finding");
  return { url: pathToFileURL(path).href, path, findings };
};

const day = report("day", [
  "--today", "2026-06-30", "--notes", "examples/day/notes.ndjson",
  "examples/day/claims-1-morning.837", "examples/day/claims-2-afternoon.837",
]);
const hostileWords = [
  "--today", "2024-09-01", "--notes", "test/browser/data/hostile.ndjson",
  "test/browser/data/hostile.837",
];
const hostile = report("hostile", hostileWords);
const redacted = report("redacted", [...hostileWords, "--redact"]);
const clean = report("clean", ["--today", "2024-09-01", "test/cli/data/clean.837"]);

// --- The browser ------------------------------------------------------------

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // the sandbox of Chromium refuses root; what is shown is our own
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});

// Open a report; whatever it does besides being shown is noted in `heard`.
const open = async (what, options = {}) => {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: "reduce",
    ...options,
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

// With a report open; it has to keep silent.
const onPage = (name, what, run, options) =>
  test(name, async () => {
    const { page, heard, close } = await open(what, options);
    try {
      await run(page);
      assert.deepEqual(heard, []);
    } finally {
      await close();
    }
  });

// Lay out also what is far from the window, which a browser puts off.
const layOutAll = (page) =>
  page.evaluate(() => {
    for (const group of document.querySelectorAll(".group"))
      group.style.contentVisibility = "visible";
  });

const visible = (page) => page.locator(".finding:visible").count();

// --- What is shown ----------------------------------------------------------

for (const [name, what] of Object.entries({ day, hostile }))
  onPage(`${name}: every finding is there, in words`, what, async (page) => {
    await layOutAll(page);
    const cards = page.locator(".finding");
    assert.ok(what.findings.length > 5);
    assert.equal(await cards.count(), what.findings.length);
    assert.equal(await visible(page), what.findings.length);
    const left = await cards.evaluateAll((all) =>
      all.map((card) => ({
        rule: card.dataset.rule,
        severity: card.querySelector(".severity").innerText,
        text: card.innerText,
      })));
    for (const finding of what.findings) {
      const at = left.findIndex(
        ({ rule, text, severity }) =>
          rule === finding.rule && text.includes(finding.message) &&
          severity.includes(finding.severity) && text.includes(finding.help) &&
          text.includes(finding.why));
      assert.notEqual(at, -1, `no card of ${finding.rule}: ${finding.message}`);
      left.splice(at, 1);
    }
  });

// Text of a segment and, for bytes of it, where they are on the screen; beside
// that where the mark of the finding is.
const measure = (page, number, from, length) =>
  page.evaluate(([n, start, bytes]) => {
    const anchor = document.getElementById(`m${n}`);
    const code = anchor.closest("code");
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".vh, sup")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT);
    let text = "", range = document.createRange();
    for (let node; (node = walker.nextNode()); text += node.data) {
      const at = start - text.length, end = start + bytes - text.length;
      if (at >= 0 && at < node.data.length) range.setStart(node, at);
      if (end > 0 && end <= node.data.length) range.setEnd(node, end);
    }
    const box = (rect) => [rect.left, rect.top, rect.right, rect.bottom];
    const mark = code.querySelector(`a.m[href="#f${n}"]`);
    const drawn = document.createRange();
    const ink = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".vh, sup")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT);
    const first = ink.nextNode();
    let last = first;
    for (let node; (node = ink.nextNode());) last = node;
    drawn.setStart(first, 0);
    drawn.setEnd(last, last.data.length);
    const style = getComputedStyle(mark);
    return {
      text,
      bytes: box(range.getBoundingClientRect()),
      mark: box(drawn.getBoundingClientRect()),
      line: `${style.textDecorationLine} ${style.textDecorationStyle}`,
    };
  }, [number, from, length]);

for (const [name, what] of Object.entries({ day, hostile }))
  onPage(`${name}: squiggles lie under the bytes at fault`, what, async (page) => {
    await layOutAll(page);
    const cards = await page.locator(".finding").evaluateAll((all) =>
      all.map((card) => ({ number: card.id.slice(1), rule: card.dataset.rule,
        text: card.innerText })));
    let measured = 0;
    for (const finding of what.findings) {
      const { at } = finding;
      if (at === null || at.length === 0) continue;
      const { number } = cards.find(({ rule, text }) =>
        rule === finding.rule && text.includes(finding.message) &&
        text.includes(`segment ${at.ordinal}`));
      const file = readFileSync(join(source, finding.file), "latin1");
      const start = file.lastIndexOf("~", at.offset - 1) + 1;
      const lead = file.slice(start).match(/^\s*/)[0].length;
      const segment = file.slice(start + lead, file.indexOf("~", at.offset));
      const from = at.offset - start - lead;
      assert.equal(segment.slice(from, from + at.length), at.value);
      const seen = await measure(page, number, from, at.length);
      assert.equal(seen.text, segment);
      assert.equal(seen.line, "underline wavy");
      seen.bytes.forEach((edge, i) =>
        assert.ok(Math.abs(edge - seen.mark[i]) < 1,
          `${finding.rule} ${at.element}: ${seen.bytes} but ${seen.mark}`));
      measured += 1;
    }
    assert.ok(measured > 5);
  });

onPage("day: links lead to the place and back", day, async (page) => {
  await page.locator("#f3 a.number").click();
  assert.equal(new URL(page.url()).hash, "#m3");
  const mark = page.locator('a.m[href="#f3"]').first();
  const box = await mark.boundingBox();
  assert.ok(box.y >= 0 && box.y < 768);
  await mark.click();
  assert.equal(new URL(page.url()).hash, "#f3");
  assert.ok(await page.locator("#f3").isVisible());
  const ids = await page.evaluate(() =>
    [...document.querySelectorAll("[id]")].map((element) => element.id));
  assert.equal(new Set(ids).size, ids.length);
  const dangling = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute("href").slice(1))
      .filter((id) => !document.getElementById(id)));
  assert.deepEqual(dangling, []);
});

onPage("day: the explanation unfolds", day, async (page) => {
  const details = page.locator("#f1 details");
  assert.ok(!(await details.locator(".explain").isVisible()));
  await details.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await details.locator(".explain").isVisible());
});

onPage("clean: says that there is nothing", clean, async (page) => {
  assert.equal(clean.findings.length, 0);
  assert.ok(await page.getByText("Nothing to report.").isVisible());
  assert.equal(await page.locator("form").count(), 0);
});

// --- By keyboard ------------------------------------------------------------

// Press Tab until a selector has the focus.
const tabTo = async (page, selector) => {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement.matches(s), selector))
      return;
  }
  assert.fail(`Tab does not reach ${selector}`);
};

onPage("filters work by keyboard, and say what they did", day, async (page) => {
  const all = day.findings.length;
  const errors = day.findings.filter(({ severity }) => severity === "error").length;
  const shown = page.locator("#shown");
  assert.equal(await shown.getAttribute("aria-live"), "polite");
  assert.equal(await shown.innerText(), `${all} findings`);

  await tabTo(page, "[name=severity][value=error]");
  await page.keyboard.press("Space");
  assert.equal(await visible(page), all - errors);
  assert.equal(await shown.innerText(), `${all - errors} of ${all} findings shown`);
  assert.equal(await page.locator(".finding.error:visible").count(), 0);
  // a claim with nothing left to show is gone, and its marks with it
  for (const group of await page.locator(".group:visible").all())
    assert.ok((await group.locator(".finding:visible").count()) > 0);
  await page.keyboard.press("Space");
  assert.equal(await visible(page), all);

  const rule = day.findings.at(-1).rule;
  const ofRule = day.findings.filter((finding) => finding.rule === rule).length;
  await tabTo(page, "[name=rule]");
  await page.keyboard.type(rule);
  assert.equal(await visible(page), ofRule);

  await tabTo(page, "button[type=reset]");
  await page.keyboard.press("Enter");
  await page.waitForFunction((n) =>
    document.getElementById("shown").textContent === `${n} findings`, all);
  assert.equal(await visible(page), all);

  const payers = new Set(day.findings.map(({ payer }) => payer));
  for (const payer of payers) {
    await page.locator("[name=payer]").selectOption(payer ?? "-");
    assert.equal(await visible(page),
      day.findings.filter((finding) => finding.payer === payer).length);
  }
});

onPage("filters take the marks of what they hide", hostile, async (page) => {
  const marks = page.locator(".claim a.m.error");
  assert.ok((await marks.count()) > 0);
  await page.locator("[name=severity][value=error]").uncheck();
  assert.equal(await page.locator(".claim a.m.error:not(.off)").count(), 0);
});

onPage("the summary comes first, for the eye and for Tab", day, async (page) => {
  const top = (selector) =>
    page.locator(selector).first().evaluate((e) => e.getBoundingClientRect().top);
  assert.ok((await top(".summary")) < (await top(".file")));
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".skip")));
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => !!document.activeElement.closest(".summary")));
  await page.reload();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "findings");
});

// --- For everyone -----------------------------------------------------------

for (const [name, what, options] of [
  ["day, light", day, { colorScheme: "light" }],
  ["day, dark", day, { colorScheme: "dark" }],
  ["day, narrow", day, { viewport: { width: 375, height: 700 } }],
  ["hostile", hostile, {}],
  ["clean", clean, {}],
])
  onPage(`axe has nothing to say: ${name}`, what, async (page) => {
    for (const details of await page.locator("details").all())
      await details.evaluate((element) => (element.open = true));
    await layOutAll(page);
    // injected by the test, not by the page: its policy forbids scripts
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
    assert.ok(passes.length > 10);
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
  }, options);

onPage("nothing is cut at 320 pixels", hostile, async (page) => {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${width} pixels wide`);
}, { viewport: { width: 320, height: 600 } });

onPage("wide screens show claim and findings side by side", day, async (page) => {
  const claim = page.locator(".claim").first();
  const left = await claim.locator(".source").boundingBox();
  const right = await claim.locator(".findings").boundingBox();
  assert.ok(right.x >= left.x + left.width);
  await page.setViewportSize({ width: 800, height: 768 });
  const above = await claim.locator(".source").boundingBox();
  const below = await claim.locator(".findings").boundingBox();
  assert.ok(below.y >= above.y + above.height);
});

onPage("segments stay in sight beside long findings", hostile, async (page) => {
  await page.locator(".source.stays").first().waitFor();
  const claim = page.locator(".claim").first();
  await claim.locator(".finding").nth(2).evaluate((card) => card.scrollIntoView());
  const box = await claim.locator(".source").boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 900, `${box.y} ${box.height}`);
}, { viewport: { width: 1366, height: 900 } });

onPage("without scripts it is all there, but the filters", day, async (page) => {
  assert.equal(await visible(page), day.findings.length);
  assert.ok(!(await page.locator("form").isVisible()));
  const summary = await page.locator(".summary").boundingBox();
  const file = await page.locator(".file").first().boundingBox();
  assert.ok(summary.y < file.y);
  await page.locator("#f2 a.number").click();
  assert.equal(new URL(page.url()).hash, "#m2");
}, { javaScriptEnabled: false });

test("prints: no filters, a page for each claim", async () => {
  const { page, heard, close } = await open(day);
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator("form").isVisible()));
  assert.ok(!(await page.locator("#f1 details").isVisible()));
  assert.ok(await page.locator("#f1 .help").isVisible());
  const claims = await page.locator(".claim").count();
  const pdf = await page.pdf({ format: "Letter" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok(pages >= claims - 1 && pages < 4 * claims,
    `${pages} pages for ${claims} claims`);
  assert.ok(pdf.length > 5000 * pages / 4);
  assert.deepEqual(heard, []);
  await close();
});

// --- Against the input ------------------------------------------------------

onPage("values of a claim are never markup", hostile, async (page) => {
  const text = await page.locator("main").innerText();
  assert.ok(text.includes('NTE*ADD*<script>document.title="owned"</script>'));
  assert.ok(text.includes("Claim <IMG SRC=X ONERROR=ALERT(1)>"));
  assert.equal(await page.locator("img, svg, iframe, object").count(), 0);
  assert.equal(await page.locator("script").count(), 1);
  assert.equal(await page.locator("style").count(), 1);
  assert.equal(await page.title(), "Claim check of 2024-09-01");
});

test("scripts that got in would not run", async () => {
  const { page, heard, close } = await open(day);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'owned'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<b onclick='1' style='top:0'>");
    document.body.insertAdjacentHTML("beforeend", "<img src='https://a.example/'>");
  });
  assert.equal(await page.title(), "Claim check of 2026-06-30");
  assert.ok(heard.some((line) => line.includes("Content Security Policy")));
  await close();
});

onPage("--redact leaves nothing of the patient", redacted, async (page) => {
  assert.equal(await visible(page), redacted.findings.length);
  const html = readFileSync(redacted.path, "utf8");
  for (const secret of ["HOLT", "SVG ONLOAD", "W1234567", "WILLOW", "19690916",
    "document.title=\"owned\"</"])
    assert.ok(!html.includes(secret), secret);
});

test("two runs give the same bytes", async () => {
  const again = report("again", hostileWords);
  assert.deepEqual(readFileSync(again.path), readFileSync(hostile.path));
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
