"""Something that writes as a server does, to be killed: twenty clients over one desk.

It reads one address a line, and for each forks a writer, which says on its own file what was sent and what was
acknowledged. Imports are paid once.
"""

from __future__ import annotations

import os
import sys
import threading
import uuid
from pathlib import Path

from simulator.workshop.desk import Desk, Pass
from simulator.workshop.events import Actor
from simulator.workshop.store import Store

CLIENTS = 20


def write_for_ever(desk: Desk, workshop: str, said: int) -> None:
    """One client: a note, then a plan, then a note, each announced before and after."""
    table = Pass(workshop, Actor(role="table", table="table-1"))
    for number in range(10**9):
        chosen = uuid.uuid4().hex
        draft = {"kind": "note_kept", "table": "table-1", "text": f"note {chosen}"}
        if number % 3 == 1:
            tokens = {"outreach": number % 30}
            draft = {"kind": "levers_moved", "table": "table-1", "round": 1, "tokens": tokens, "start": {}}
        os.write(said, f"sent {chosen} {draft['kind']}\n".encode())
        entry = desk.submit(table, chosen, draft)
        os.write(said, f"kept {chosen} {entry.sequence}\n".encode())


def write(url: str, workshop: str, path: Path) -> None:
    """Twenty clients at once, until the process is killed."""
    said = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    desk = Desk(Store(url))
    os.write(said, f"back {desk.state(workshop).sequence}\n".encode())
    threads = [threading.Thread(target=write_for_ever, args=(desk, workshop, said)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Fork a writer for each line: the address, the workshop, and the file to say things in."""
    print("ready", flush=True)
    for line in sys.stdin:
        url, workshop, path = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            try:
                write(url, workshop, Path(path))
            finally:
                os._exit(1)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
