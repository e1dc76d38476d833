"""Runs cargo and takes the time; collects rounds, and writes medians, spread and ratios as a table and as JSON."""

import fcntl
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import time

LOCK = os.environ.get("COMPILE_BENCH_LOCK")
"""A file to lock while something is built, where others build on the same machine."""

LONGEST = 120
"""After so many seconds with the lock others have their turn."""


class Workbench:
    """A crate and the folder that its builds go to. Crates with one folder share their dependencies."""

    def __init__(self, crate, target):
        self.crate = crate
        self.target = target

    def cargo(self, *arguments, wrapper=None):
        """Runs cargo offline and gives (wall seconds, CPU seconds, what it printed)."""
        environment = dict(
            os.environ, CARGO_TARGET_DIR=str(self.target), CARGO_NET_OFFLINE="true", CARGO_TERM_COLOR="never"
        )
        if wrapper:
            environment["RUSTC_WORKSPACE_WRAPPER"] = str(wrapper)
        if arguments[0] != "tree":
            _TURN.take()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.monotonic()
        done = subprocess.run(
            ["cargo", *arguments], cwd=self.crate, env=environment, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )
        wall = time.monotonic() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode != 0:
            raise SystemExit(f"cargo {' '.join(arguments)} failed in {self.crate}:\n{done.stdout[-6000:]}")
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return wall, cpu, done.stdout

    def forget(self):
        """Deletes everything that was built."""
        shutil.rmtree(self.target, ignore_errors=True)

    def forget_crate(self):
        """Deletes what was built of the crate, and keeps its dependencies."""
        self.cargo("clean", "--package", self.crate.name)

    def edit(self, file, number):
        """Renames what is called `edited_0`, `edited_1`, and so on."""
        path = self.crate / file
        path.write_text(re.sub(r"edited_\d+", f"edited_{number}", path.read_text()))

    def crates(self):
        """How many crates are built, this one among them."""
        return len(self._tree("--no-dedupe"))

    def duplicates(self):
        """The crates that are built more than once: in two versions, or with two sets of features."""
        return sorted(self._tree("--duplicates", "--depth", "0"))

    def _tree(self, *arguments):
        """The crates that cargo lists, each as its name and version; quietly, so that it does not speak of its locks."""
        command = ("tree", "--quiet", "--edges", "normal,build", "--prefix", "none", *arguments)
        lines = self.cargo(*command)[2].splitlines()
        return {" ".join(line.split()[:2]) for line in lines if line.strip()}

    def slowest(self):
        """How long the slowest crates took in the last build that was asked for `--timings`."""
        report = (self.target / "cargo-timings" / "cargo-timing.html").read_text()
        units = json.loads(re.search(r"const UNIT_DATA = (\[.*?\]);", report, re.DOTALL)[1])
        taken = sorted(((unit["duration"], unit["name"] + unit["target"]) for unit in units), reverse=True)
        return {name: round(duration, 1) for duration, name in taken[:20]}

    def size(self):
        """Bytes of the release binary, which the profile strips."""
        return (self.target / "release" / self.crate.name).stat().st_size


class _Turn:
    """The lock is kept from one build to the next, as long as they are short."""

    def __init__(self):
        self.file = None
        self.since = 0.0

    def take(self):
        if not LOCK or (self.file and time.monotonic() - self.since < LONGEST):
            return
        if self.file:
            self.file.close()
        self.file = open(LOCK, "a", encoding="utf-8")
        fcntl.flock(self.file, fcntl.LOCK_EX)
        self.since = time.monotonic()


_TURN = _Turn()


class Table:
    """Rounds of several rivals. The first rival is the one that the others are compared with."""

    def __init__(self, title, unit="s"):
        self.title = title
        self.unit = unit
        self.rounds = {}
        self.cpu = {}

    def add(self, name, value, cpu=None):
        self.rounds.setdefault(name, []).append(value)
        if cpu is not None:
            self.cpu.setdefault(name, []).append(cpu)

    def rows(self):
        first = next(iter(self.rounds.values()), [])
        for name, values in self.rounds.items():
            ratios = sorted(value / base for value, base in zip(values, first))
            yield {
                "name": name,
                "median": statistics.median(values),
                "ratio": statistics.median(ratios) if ratios else None,
                "range": [ratios[0], ratios[-1]] if ratios else None,
                "rounds": values,
                "cpu": statistics.median(self.cpu[name]) if name in self.cpu else None,
            }

    def json(self):
        return {"title": self.title, "unit": self.unit, "rows": list(self.rows())}

    def __str__(self):
        lines = [self.title]
        for row in self.rows():
            cpu = f"   CPU {row['cpu']:.2f} s" if row["cpu"] is not None else ""
            ratio = f"{row['ratio']:>8.3f}×  ({row['range'][0]:.3f} to {row['range'][1]:.3f})" if row["ratio"] else ""
            lines.append(f"  {row['name']:<52} {_quantity(row['median'], self.unit):>12} {ratio}{cpu}")
        return "\n".join(lines) + "\n"


def _quantity(value, unit):
    if unit == "s":
        return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.0f} ms"
    if unit == "B":
        return f"{value / 1e6:.2f} MB"
    return f"{value:g}"
