// The button that makes this device forget a workshop: the server's cookie, the key, the drafts, what waits.
import { $, ask, kept, say } from "./page_tools.js";

$("#forget").addEventListener("click", async () => {
  kept.keys().filter((key) => key.startsWith("bassin.")).forEach((key) => kept.drop(key));
  await ask("/api/forget", { body: {} });
  $("#forgotten").textContent = say("privacy.erase.done");
});
