#!/usr/bin/env python3
"""How long what uses Countersign compiles, beside rivals in the same run, and how large it gets.

    benches/rivals/compile/run.py [PART…] [--rounds N] [--cold-rounds N] [--scratch FOLDER]

The parts are `endpoint`, `document`, `growth` and `derive`; all of them by default. It measures the last commit. Crates
are written to, and built in, folders below FOLDER (`target/compile` if none is given), which may be deleted. After the
dependencies are fetched nothing is downloaded. Tables go to the screen, and their numbers to `target/bench/compile.json`,
from which the plots are made; what is not measured again stays there.

Where others build on the same machine, `COMPILE_BENCH_LOCK` names a file to lock, some minutes at a time.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

import crates as writer
from measure import Table, Workbench

ROOT = pathlib.Path(__file__).resolve().parents[3]
RESULTS = ROOT / "target" / "bench" / "compile.json"
OURS, PROGENITOR = "countersign", "progenitor"
PROGENITOR_SIGNING = "progenitor, signing in its hook"


def main():
    parts = {"endpoint": endpoint, "document": document, "growth": growth, "derive": derive}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of what takes seconds")
    parser.add_argument("--cold-rounds", type=int, default=1, help="rounds of what takes minutes; 0 for none")
    parser.add_argument("--repeat-schemas", action="store_true", help="`growth` repeats the schemas too")
    parser.add_argument("--no-release", action="store_true", help="leaves out the release builds, and so the sizes")
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / "target" / "compile")
    parser.add_argument("--sizes", default="1,10,100,200,1000", help="the numbers of operations of the part `growth`")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in parts]
    if unknown:
        parser.error(f"there is no part {unknown[0]}")
    scratch = options.scratch.resolve()
    commit = _output("git", "rev-parse", "HEAD")
    written = writer.Crates(scratch, _copy(commit, scratch))
    for name in options.parts or parts:
        _save(name, parts[name](written, options), commit)


def _output(*command):
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def _copy(commit, scratch):
    """A copy of the commit, so that edits during the measurement do not matter."""
    folder = scratch / "source"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    subprocess.run(["tar", "--extract"], cwd=folder, input=archive.stdout, check=True)
    return folder


def _save(part, result, commit):
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    everything = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    before = everything.get(part, {"tables": [], "facts": {}})
    made_by = {"commit": commit, "rustc": _output("rustc", "--version")}
    tables = {table["title"]: table for table in before["tables"]}
    tables.update((table["title"], {**table, **made_by}) for table in result["tables"])
    everything[part] = {"tables": list(tables.values()), "facts": {**before["facts"], **result["facts"]}}
    RESULTS.write_text(json.dumps(everything, indent=2) + "\n")


def _show(tables, facts):
    """Prints tables. Their numbers are saved when the part ends."""
    for table in tables:
        print(table, flush=True)
    return {"tables": [table.json() for table in tables], "facts": facts}


def _bench(options, name, folder):
    bench = Workbench(folder, options.scratch.resolve() / "builds" / name)
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=folder, check=True)
    return bench


def endpoint(written, options):
    """One endpoint, derived and by hand."""
    rivals = {
        "by hand on serde, reqwest and AWS-LC": ("by-hand", written.by_hand, "endpoint_by_hand.rs"),
        OURS: ("ours", written.ours, "endpoint_ours.rs"),
    }
    benches = {
        name: _bench(options, build, written.binary(f"endpoint-{build}", dependencies, template))
        for name, (build, dependencies, template) in rivals.items()
    }
    edits = {"one field edited": "src/main.rs"}
    return _whole_builds("one endpoint", benches, edits, options)


def document(written, options):
    """The whole of Bango Resale."""
    ours = writer.whole(written.source)
    folders = {
        PROGENITOR: written.binary(
            "document-progenitor", written.progenitor, "document_progenitor.rs", writer.for_progenitor(ours)
        ),
        PROGENITOR_SIGNING: written.binary(
            "document-progenitor-signing", written.progenitor_signing, "document_progenitor_signing.rs",
            writer.for_progenitor(ours),
        ),
        OURS: written.binary("document-ours", written.ours, "document_ours.rs", ours),
    }
    builds = {PROGENITOR: "progenitor", PROGENITOR_SIGNING: "progenitor-signing", OURS: "ours"}
    benches = {name: _bench(options, builds[name], folder) for name, folder in folders.items()}
    edits = {"an edit beside the document": "src/main.rs", "an edit of the document": "document.json"}
    return _whole_builds("Bango Resale", benches, edits, options)


def _whole_builds(title, benches, edits, options):
    facts = {}
    cold = Table(f"{title}: cold dev build")
    size = Table(f"{title}: stripped release binary", "B")
    count = Table(f"{title}: crates in the tree", "")
    for name, bench in benches.items():
        count.add(name, bench.crates())
        facts[f"duplicates of {name}"] = bench.duplicates()
    for _ in range(options.cold_rounds):
        for name, bench in benches.items():
            bench.forget()
            cold.add(name, *bench.cargo("build", "--timings")[:2])
            facts[f"slowest crates of {name}, in seconds"] = bench.slowest()
            print(f"{cold.title}, {name}: {cold.rounds[name][-1]:.1f} s", flush=True)
    for name, bench in benches.items() if not options.no_release else ():
        # In a folder of its own, which stays when dev builds begin cold.
        release = Workbench(bench.crate, bench.target.with_name(f"{bench.target.name}-release"))
        release.cargo("build", "--release")
        size.add(name, release.size())
    tables = [count, cold, size]
    number = 0
    for what, file in edits.items() if options.rounds else ():
        build, check = Table(f"{title}: rebuild after {what}"), Table(f"{title}: `cargo check` after {what}")
        for bench in benches.values():
            bench.cargo("build")
            bench.cargo("check")
        for _ in range(options.rounds):
            number += 1
            for table, command in ((build, "build"), (check, "check")):
                for name, bench in benches.items():
                    bench.edit(file, f"{number}{command == 'check':d}")
                    table.add(name, *bench.cargo(command)[:2])
        tables += [build, check]
    return _show([table for table in tables if table.rounds], facts)


def growth(written, options):
    """Documents of many operations."""
    source = writer.whole(written.source)
    tables, facts = [], {}
    for operations in (int(size) for size in options.sizes.split(",")):
        ours = writer.repeated(source, operations, options.repeat_schemas)
        schemas = len(ours["components"]["schemas"])
        title = f"{operations} operations, {schemas} schemas"
        many = operations > 200
        folders = {} if many else {
            PROGENITOR: written.library(
                f"growth{operations}-progenitor", written.progenitor, writer.progenitor_of_document(),
                writer.for_progenitor(ours),
            )
        }
        folders[OURS] = written.library(
            f"growth{operations}-ours", written.ours, writer.ours_of_document(), ours
        )
        builds = {PROGENITOR: "progenitor", OURS: "ours"}
        benches = {name: _bench(options, builds[name], folder) for name, folder in folders.items()}
        facts[f"bytes of the document of {title}"] = (folders[OURS] / "document.json").stat().st_size
        alone = Table(f"{title}: the crate alone, dependencies built")
        build = Table(f"{title}: rebuild after an edit of the document")
        beside = Table(f"{title}: rebuild after an edit beside the document")
        check = Table(f"{title}: `cargo check` after an edit of the document")
        for bench in benches.values():
            bench.cargo("build")
            bench.cargo("check")
        for number in range(1, options.rounds + 1):
            for name, bench in benches.items():
                bench.forget_crate()
                alone.add(name, *bench.cargo("build")[:2])
            for table, file, command in (
                (build, "document.json", "build"), (beside, "src/lib.rs", "build"), (check, "document.json", "check"),
            ):
                for name, bench in benches.items():
                    if table is check:
                        bench.cargo("check")
                    bench.edit(file, f"{number}{command == 'check':d}")
                    table.add(name, *bench.cargo(command)[:2])
        tables += [alone, build, beside, check]
        _show([alone, build, beside, check], {})
    return {"tables": [table.json() for table in tables], "facts": facts}


def derive(written, options):
    """Many structs with one derive each."""
    count = 200
    wrapper = written.scratch / "time-passes"
    wrapper.write_text('#!/bin/sh\nexec env RUSTC_BOOTSTRAP=1 "$@" -Ztime-passes\n')
    wrapper.chmod(0o755)
    benches = {}
    for number, name in enumerate(
        ("Serialize", "none", "Serialize and Deserialize", "Endpoint", "Endpoint, its payload left to serde")
    ):
        folder = f"derive{number}"
        benches[name] = _bench(
            options, "ours", written.library(folder, written.ours, writer.structs(count, name))
        )
    expansion = Table(f"{count} structs of 8 fields: expansion of all macros")
    check, build = Table(f"{count} structs of 8 fields: `cargo check`"), Table(f"{count} structs of 8 fields: rebuild")
    for bench in benches.values():
        bench.cargo("check")
        bench.cargo("build")
        bench.cargo("check", wrapper=wrapper)
    for number in range(1, options.rounds + 1):
        for table, command in ((check, "check"), (build, "build")):
            for name, bench in benches.items():
                bench.edit("src/lib.rs", f"{number}{command == 'build':d}")
                table.add(name, *bench.cargo(command)[:2])
        for name, bench in benches.items():
            bench.edit("src/lib.rs", f"{number}2")
            output = bench.cargo("check", wrapper=wrapper)[2]
            found = re.findall(r"time:\s*([\d.]+);.*\smacro_expand_crate\s*$", output, re.MULTILINE)
            if len(found) != 1:
                sys.exit(f"rustc did not say how long it expanded macros:\n{output[-3000:]}")
            expansion.add(name, float(found[0]))
    return _show([expansion, check, build], {})


if __name__ == "__main__":
    main()
