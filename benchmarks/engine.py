"""The engine against the plain reference, and all residents: `python benchmarks/engine.py`.

What a resident's month needs at least, at 60,000 residents:

* bytes: 6 x (awareness read and written 8, taste anchor 4, gap 4, habit 4) = 120; ties 32 and their signals, mostly
  near; symbolic distance and habitus 20; window, signal and marks 30: about 200 bytes, 20 ns at 10 GB/s.
* work: one Philox draw (3.5 ns eight at a time), six bounds and filters (12 ns), awareness (7 ns), eight signals
  (7 ns); then, for those who may go (0.7 a month), an exact decision, and for those who go (0.45 a month), a venue
  and what is learnt.
"""

from __future__ import annotations

import json

from simulator.experiments.bench import measure

if __name__ == "__main__":
    print(json.dumps(measure(everybody=True), indent=2))
