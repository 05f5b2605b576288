// What was answered and not yet taken by the server: kept on the device, sent again until it is.
import { ask, kept, newId } from "./page_tools.js";

const PAUSES = [1000, 2000, 4000, 8000, 15000];
const LATER = new Set([0, 408, 425, 429]);

export class Outbox {
  /** `who` is {token} or {seat}, and `own` where one browser may hold several of a kind; `told({waiting, state, refused})` is called at each change. */
  constructor(who, told) {
    this.token = who.token || "";
    this.address = `/api/events${who.seat ? `?as=${who.seat}` : ""}`;
    this.place = `bassin.outbox.${who.own || who.seat || "phone"}`;
    this.told = told;
    this.failures = 0;
    this.busy = false;
    this.state = "idle";
    this.entries = this.read();
    const again = () => document.visibilityState === "visible" && this.flush();
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    window.addEventListener("storage", (event) => event.key === this.place && this.reload());
  }

  read() {
    try {
      const found = JSON.parse(kept.get(this.place) || "[]");
      return Array.isArray(found) ? found.filter((one) => one && one.id && one.body) : [];
    } catch (_) {
      return [];
    }
  }

  reload() {
    this.entries = this.read();
    this.tell(this.state);
  }

  write() {
    try {
      kept.set(this.place, JSON.stringify(this.entries));
    } catch (_) {
      // Storage is full: the page still holds them.
    }
  }

  tell(state, refused = null) {
    this.state = state;
    this.told({ waiting: this.entries.length, state, refused });
  }

  /** Keep a body and send it; its identifier. */
  add(body) {
    const entry = { id: newId(), body };
    this.entries.push(entry);
    this.write();
    this.flush();
    return entry.id;
  }

  /** Send what waits, one after the other, in order. */
  async flush() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    while (this.entries.length) {
      this.tell("sending");
      const entry = this.entries[0];
      const answer = await ask(this.address, { token: this.token, body: entry });
      if (LATER.has(answer.status) || answer.status >= 500) {
        this.later(answer.status);
        break;
      }
      this.failures = 0;
      this.entries = this.entries.filter((one) => one.id !== entry.id);
      this.write();
      if (answer.status === 200) this.tell("sent");
      else this.tell("refused", { entry, answer });
    }
    this.busy = false;
  }

  later(status) {
    this.tell(status ? "server" : "network");
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.flush(), pause * (0.8 + 0.4 * Math.random()));
  }
}
