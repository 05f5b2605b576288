// Follows a workshop: server-sent events say that something happened, polling every five seconds stands in for them,
// and asks again for a view that a busy server did not give in time.
import { ask } from "./page_tools.js";

const POLL = 5000;
const SPREAD = 500;

export class Follower {
  /** `who` is {token} or {seat}; `show(view)` at each new view; `net(state)` with "ok", "none", "other", "server" or "unknown". */
  constructor(who, show, net) {
    this.token = who.token || "";
    this.query = who.seat ? `?as=${who.seat}` : "";
    this.show = show;
    this.net = net;
    this.sequence = -1;
    this.asking = false;
    this.wanted = false;
    this.streaming = false;
    this.missed = false; // the last question had no answer: nothing else may ever make the page ask again
    const again = () => document.visibilityState === "visible" && this.refresh();
    window.addEventListener("online", () => (this.open(), again()));
    // Asked, not believed: an answer on its way would say "ok" after "none" for good, and the room's own laptop
    // reaches its server without any network.
    window.addEventListener("offline", () => this.refresh());
    document.addEventListener("visibilitychange", again);
  }

  start() {
    this.open();
    this.refresh();
    setInterval(() => (this.streaming && !this.missed ? null : this.refresh()), POLL);
  }

  open() {
    if (!window.EventSource || (this.stream && this.stream.readyState !== 2)) return;
    const query = this.token ? `?token=${encodeURIComponent(this.token)}` : this.query; // it sends no header
    this.stream = new EventSource(`/api/stream${query}`);
    this.stream.onopen = () => {
      this.streaming = true;
      this.refresh();
    };
    this.stream.onmessage = (event) => {
      const told = JSON.parse(event.data);
      // A room of phones asks within half a second, not in the same instant.
      if (told.sequence > this.sequence) setTimeout(() => this.refresh(), SPREAD * Math.random());
    };
    this.stream.onerror = () => {
      this.streaming = false;
      this.refresh();
      if (this.stream.readyState === 2) setTimeout(() => this.open(), POLL);
    };
  }

  /** Ask for the view; one question at a time, and one more when something came meanwhile. */
  async refresh() {
    if (this.asking) {
      this.wanted = true;
      return;
    }
    this.asking = true;
    do {
      this.wanted = false;
      this.take(await ask(`/api/view${this.query}`, { token: this.token, patience: 6000 }));
    } while (this.wanted);
    this.asking = false;
  }

  take(answer) {
    this.missed = answer.status === 0 || answer.status >= 500;
    if (answer.status === 200) {
      this.net("ok");
      if (answer.body.sequence !== this.sequence) {
        this.sequence = answer.body.sequence;
        this.show(answer.body);
      }
    } else if (answer.status === 401) this.net("unknown");
    else if (answer.status === 0) this.net(navigator.onLine ? "other" : "none");
    else if (answer.status >= 500) this.net("server");
  }
}
