"""Where bundles are kept: one file each, under the SHA-256 of what it holds; nothing kept is ever changed.

What is computed later about a run (its lives, its futures) is a record beside the bundle, with a hash of its own, so
that the bundle and its address stay as they were.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from simulator.cache import write_atomically
from simulator.workshop.bundle_error import BundleError, refused
from simulator.workshop.bundle_parts import BUNDLE_VERSION, MOST_BYTES, Bundle, Inputs, refuse_newer
from simulator.workshop.canonical import address_of, canonical, is_address, plain

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")
RECORD = ("version", "bundle", "name", "data", "sha256")
"""What a record beside a bundle holds; `sha256` is that of the data's canonical form with the bundle's address."""


def bundles_folder() -> Path:
    """Where bundles are kept: beside the workshops."""
    from simulator.workshop.store import data_folder

    return data_folder() / "bundles"


class Bundles:
    """A folder of bundles.

    Attributes:
        folder: Where they are; made when the first is kept.
    """

    def __init__(self, folder: Path | str) -> None:
        """Read and write below `folder`."""
        self.folder = Path(folder)

    def keep(self, bundle: Bundle) -> str:
        """Keep a bundle computed here, and give its address; one that is there already stays as it is."""
        address = self.take(bundle.canonical())
        _write(self._asked(bundle.inputs.address), address.encode())
        return address

    def take(self, raw: bytes, address: str | None = None) -> str:
        """Keep a bundle given as bytes, from an export for example; returns its address.

        It is shown under its address, and never taken for an answer computed here (`find`).

        Raises:
            BundleError: The bytes are no bundle, or not that of `address`.
        """
        Bundle.read(raw, address)
        found = address_of(raw)
        if self._bytes(found) != raw:
            _write(self._path(found), raw)
        return found

    def raw(self, address: str) -> bytes:
        """A bundle's bytes, looked over.

        Raises:
            BundleError: There is none, or it is not what was kept.
        """
        if not is_address(address):
            raise refused("bad_address", address=str(address)[:80])
        raw = self._bytes(address)
        if raw is None:
            raise refused("unknown", address=address)
        if address_of(raw) != address:
            raise refused("changed", address=address)
        return raw

    def load(self, address: str) -> Bundle:
        """A bundle by its address.

        Raises:
            BundleError: There is none, it is not what was kept, or it comes from a newer version.
        """
        return Bundle.read(self.raw(address), address)

    def find(self, inputs: Inputs) -> Bundle | None:
        """The bundle that was computed here for exactly these inputs, if it is whole."""
        try:
            address = self._asked(inputs.address).read_text("ascii")
            bundle = self.load(address)
        except (OSError, UnicodeDecodeError, BundleError):
            return None
        return bundle if bundle.inputs == inputs else None

    def addresses(self) -> list[str]:
        """Addresses of all that is kept, in alphabetical order."""
        return sorted(path.stem for path in self.folder.glob("*.json") if is_address(path.stem))

    def attach(self, address: str, name: str, data: object) -> str:
        """Keep a record beside a bundle: `data`, plain values, under `name`; returns the record's hash.

        The same record twice is one record.

        Raises:
            BundleError: There is no such bundle, another record of this name is there, or the data are not plain.
        """
        self.raw(address)
        try:
            digest = _sealed(address, name, data)
        except ValueError:
            raise refused("unreadable") from None
        path = self._record(address, name)
        if path.exists():
            if self._opened(address, name)["sha256"] != digest:
                raise refused("other_record", name=name, address=address)
            return digest
        parts = (BUNDLE_VERSION, address, name, data, digest)
        _write(path, canonical(dict(zip(RECORD, parts, strict=True))))
        return digest

    def attached(self, address: str, name: str) -> object | None:
        """The data of a record beside a bundle; None where there is none yet.

        Raises:
            BundleError: The record is not what was kept, or comes from a newer version.
        """
        return self._opened(address, name)["data"] if self._record(address, name).exists() else None

    def records(self, address: str) -> list[str]:
        """Names of the records beside a bundle."""
        if not is_address(address):
            raise refused("bad_address", address=str(address)[:80])
        return sorted(path.stem for path in (self.folder / address).glob("*.json"))

    def _opened(self, address: str, name: str) -> dict:
        try:
            content = plain(self._record(address, name).read_bytes())
            refuse_newer(content)
            sealed = isinstance(content, dict) and set(content) == set(RECORD)
            whole = sealed and content["sha256"] == _sealed(address, name, content["data"])
        except ValueError:
            whole = False
        if not whole:
            raise refused("record_changed", name=name, address=address)
        return content

    def _path(self, address: str) -> Path:
        return self.folder / f"{address}.json"

    def _asked(self, digest: str) -> Path:
        return self.folder / "asked" / digest

    def _record(self, address: str, name: str) -> Path:
        if not is_address(address):
            raise refused("bad_address", address=str(address)[:80])
        if not _NAME.fullmatch(name):
            raise refused("bad_record", name=name[:40])
        return self.folder / address / f"{name}.json"

    def _bytes(self, address: str) -> bytes | None:
        try:
            with self._path(address).open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return None


def _sealed(address: str, name: str, data: object) -> str:
    """The hash of a record: of its data, its name and the bundle that it belongs to."""
    return address_of(canonical([address, name, data]))


def _write(path: Path, raw: bytes) -> None:
    """Write a file in one step, on the disk before its name is."""

    def write(draft: Path) -> None:
        with draft.open("wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())

    write_atomically(path, write)


__all__ = ["BUNDLE_VERSION", "Bundle", "BundleError", "Bundles", "Inputs"]
