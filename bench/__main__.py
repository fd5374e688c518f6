"""Runs the benchmarks, or those named, and writes bench/results.json; exits 1 when a goal is missed."""

import json
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bench.ratio import Result

FOLDER = Path(__file__).parent
HELPERS = {"__main__", "copies", "crf", "desk", "ratio"}


def main(names: list[str]) -> int:
    known = [module.name for module in iter_modules([str(FOLDER)]) if module.name not in HELPERS]
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"no benchmark {unknown[0]!r}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command has it; NumPy reads it once
    results = [result for name in names or known for result in measured(name)]
    (FOLDER / "results.json").write_text(json.dumps([one.to_json() for one in results], indent=2) + "\n")
    return 0 if all(one.holds for one in results) else 1


def measured(name: str) -> Iterator[Result]:
    found: Result | Iterator[Result] = import_module(f"bench.{name}").run()
    for result in [found] if isinstance(found, Result) else found:
        verdict = "holds" if result.holds else "MISSED"
        print(
            f"{result.name:<12} {result.ratio:8.3f}  goal <= {result.goal}  {verdict}  {result.detail}",
            flush=True,
        )
        yield result


if __name__ == "__main__":
    sys.exit(main([name for name in sys.argv[1:] if name]))
