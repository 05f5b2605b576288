// Writes built/: each screen's module and style, the font with its licence, and the licences of what is bundled.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const FONT = "node_modules/@fontsource-variable/atkinson-hyperlegible-next";
const BUNDLED = ["d3-array", "d3-color", "d3-format", "d3-geo", "d3-interpolate", "d3-path", "d3-scale", "d3-shape", "d3-time", "d3-time-format", "internmap"];
const target = process.argv[2] ?? "built";

await build({
  entryPoints: { screen: "src/main.js", team: "src/team/main.js", host: "src/host/main.js" },
  outdir: target,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
});
await build({ entryPoints: { screen: "src/screen.css", team: "src/team/team.css" }, outdir: target, bundle: true, minify: true, target: "es2022", charset: "utf8" });
copyFileSync(`${FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2`, `${target}/atkinson-hyperlegible-next.woff2`);
copyFileSync(`${FONT}/LICENSE`, `${target}/atkinson-hyperlegible-next-OFL.txt`);
const licences = BUNDLED.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`);
writeFileSync(`${target}/LICENCES.txt`, licences.join("\n----\n\n"));
