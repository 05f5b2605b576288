// The waiting page: asks how far the preparation is, and opens the screen when it is ready.
const { state, seconds } = document.body.dataset;
const steps = JSON.parse(document.getElementById("steps").textContent);
const bar = document.getElementById("progress");
const line = document.getElementById("step");

async function look() {
  try {
    const told = await (await fetch("/progress")).json();
    if (told.state === "ready") return window.location.reload();
    if (told.state === "failed" && state !== "failed") return window.location.reload();
    bar.value = told.share;
    line.textContent = steps[told.step] ?? "";
  } catch {
    // The server is being restarted: keep asking.
  }
  return setTimeout(look, 700);
}

if (state === "preparing") look();
else bar.remove();
if (state === "busy") setTimeout(() => window.location.reload(), 1000 * Number(seconds));
