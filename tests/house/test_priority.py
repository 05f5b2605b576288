"""Work that nobody waits for gives way to what people wait for, whichever sessions they are in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "nice"), reason="no niceness here")
GROUP = Path("/proc/self/autogroup")
SCRIPT = """
import os
from tests.house.test_priority import of_the_group
from simulator.priority import give_way
give_way(7)
print(os.nice(0), *of_the_group())
"""


def of_the_group() -> list[str]:
    """The niceness of this process's session; none where Linux has no such groups, or none for the first session."""
    return GROUP.read_text().split()[-1:] if GROUP.exists() else []


def niceness_of(**how) -> list[str]:
    script = [sys.executable, "-c", SCRIPT]
    said = subprocess.run(script, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], **how)
    return said.stdout.split()


def test_a_process_in_a_session_of_its_own_gives_way_with_its_session():
    own, *group = niceness_of(start_new_session=True)
    assert int(own) >= 7
    assert group in ([], [own])
    assert bool(group) == GROUP.exists()


def test_a_session_that_others_share_is_left_as_it_is():
    before = of_the_group()
    own, *group = niceness_of()
    assert int(own) >= 7
    assert group == before
