"""The stream: says that something happened, never what; pages then ask for the view that is theirs."""

from __future__ import annotations

import asyncio
import contextlib
import json

import tornado.iostream

from simulator.serve.door import Door

KEEP_ALIVE = 15
"""Seconds of silence after which a comment keeps the line open."""
RETRY = 2000
"""Milliseconds after which a browser asks again."""
MOST_STREAMS = 400
"""Streams open at once: a room of seventy, each phone twice, and screens."""


class Stream(Door):
    """`/api/stream`: server-sent events, one for each new entry of the token's workshop."""

    async def get(self) -> None:
        """Tell sequences until the browser leaves."""
        passed = await self.enter()
        if self.room.streams >= MOST_STREAMS:
            self.set_status(503)
            self.finish()
            return
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")
        self._news = asyncio.Event()
        self._latest = 0
        loop = asyncio.get_running_loop()
        cancel = self.room.desk.subscribe(
            passed.workshop, lambda sequence: loop.call_soon_threadsafe(self._hear, sequence)
        )
        self.room.streams += 1
        try:
            await self._tell()
        except tornado.iostream.StreamClosedError:
            pass
        finally:
            self.room.streams -= 1
            cancel()

    def on_connection_close(self) -> None:
        """Wake the loop, which then finds the browser gone."""
        self._latest = -1
        self._news.set()

    def _hear(self, sequence: int) -> None:
        self._latest = max(self._latest, sequence)
        self._news.set()

    async def _tell(self) -> None:
        self.write(f"retry: {RETRY}\n: ready\n\n")
        await self.flush()
        while self._latest >= 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), KEEP_ALIVE)
            told = f"data: {json.dumps({'sequence': self._latest})}\n\n" if self._news.is_set() else ": still here\n\n"
            self._news.clear()
            if self._latest < 0:
                return
            self.write(told)
            await self.flush()
