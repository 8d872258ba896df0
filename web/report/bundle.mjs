// Bundle the script of the audit report, licences included: the page brings it
// along and loads nothing.
//
// usage: bundle.mjs ENTRY.JS OUT.JS
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
const { buildSync } = createRequire(import.meta.url)("esbuild");

const [entry, outfile] = process.argv.slice(2);
const options = {
  entryPoints: [entry],
  outfile,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome110", "firefox115", "safari16"],
  charset: "ascii",
  legalComments: "none",
  logLevel: "warning",
};

// The licences of what got in, each text once with all it stands for.
const licences = ({ inputs }) => {
  const texts = new Map();
  const packages = new Set(
    Object.keys(inputs)
      .map((path) => path.match(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)/))
      .filter(Boolean)
      .map(([path]) => path));
  for (const path of [...packages].sort()) {
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"]
      .map((name) => join(path, name)).find(existsSync);
    const { name, version, license } =
      JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const text = file ? readFileSync(file, "utf8").trim() : license;
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  return [...texts].map(([text, names]) => `${names.join(", ")}\n\n${text}`)
    .join("\n\n---\n\n");
};

const { metafile } = buildSync({ ...options, metafile: true, write: false });
const told = licences(metafile).replaceAll("*/", "* /").replaceAll("</", "< /");
buildSync({ ...options, banner: { js: `/*!\n${told}\n*/` } });
