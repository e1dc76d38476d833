#!/usr/bin/env python3
"""Makes docs/performance/*.svg, and the tables of docs/performance.md, from the results that the benchmarks have left in
target/bench/*.json.

Usage: benches/plot.py            copies the results to docs/performance/ and makes plots and tables of them
       benches/plot.py --check    changes nothing; fails if a plot or a table is not what the results in docs/performance/ say

The standard library is all it needs. Plots, tables and the numbers behind them are committed together.
"""

import difflib
import json
import math
import pathlib
import re
import sys
from xml.sax.saxutils import escape

sys.dont_write_bytecode = True

import tables

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "target" / "bench"
DOCS = ROOT / "docs" / "performance"
PAGE = ROOT / "docs" / "performance.md"

# Ours is the one colour; what it is compared with is grey.
OURS, OTHERS = "#0b6e4f", ["#9aa5b1", "#c3cad2", "#7b8794", "#dfe3e8"]
INK, FAINT = "#1f2933", "#616e7c"
FONT = 'font-family="system-ui, Helvetica, Arial, sans-serif"'


def main():
    arguments = sys.argv[1:]
    if arguments not in ([], ["--check"]):
        sys.exit(__doc__)
    if not arguments:
        copy_results()
    made = {DOCS / f"{name}.svg": draw(results_of(SOURCES.get(name, name))) for name, draw in PLOTS.items()}
    made[PAGE] = tables.fill(PAGE.read_text(), load)
    stale = {path: text for path, text in made.items() if not path.exists() or path.read_text() != text}
    for path, text in stale.items():
        name = str(path.relative_to(ROOT))
        if not arguments:
            path.write_text(text)
            print(name)
            continue
        before = path.read_text().splitlines() if path.exists() else []
        print(*difflib.unified_diff(before, text.splitlines(), name, "what the results say", lineterm=""), sep="\n")
    if arguments and stale:
        sys.exit("run benches/plot.py: not made from the results beside them: " + ", ".join(path.name for path in stale))


def load(name):
    return json.loads((DOCS / f"{name}.json").read_text())


def results_of(name):
    saved = load(name)
    return saved["results"] if "results" in saved else saved


def copy_results():
    """Each list of numbers gets one line, so that hundreds of rounds can be looked over."""
    DOCS.mkdir(parents=True, exist_ok=True)
    for name in sorted({SOURCES.get(name, name) for name in PLOTS}):
        source = RESULTS / f"{name}.json"
        if source.exists():
            text = json.dumps(json.loads(source.read_text()), indent=2)
            text = re.sub(r"\[([-+0-9.eE,\s]+)\]", lambda numbers: f"[{' '.join(numbers[1].split())}]", text)
            (DOCS / source.name).write_text(text + "\n")


def signing(results):
    groups = [
        (result["title"].replace("sign, ", ""), [(row["name"], row["ratio"]) for row in result["rows"]])
        for result in results
        if result["title"].startswith("sign,")
    ]
    return bars(
        "A signature costs what AWS-LC costs",
        "time for one signature, as a multiple of AWS-LC's raw call in the same run (less is better)",
        groups,
        lambda value: f"{value:.2f}×",
    )


def request(results):
    def microseconds(rows):
        # By the ratios within rounds, which the medians do not keep.
        return [(row["name"], rows[0]["median"] * row["ratio"] * 1e6) for row in rows]

    groups = [("no signature", microseconds(results[0]["rows"]))]
    for result in results[1:]:
        groups.append((result["title"].rsplit(", ", 1)[1], microseconds(result["rows"])))
    return bars(
        "From struct to signed request: the RSA call is all of it",
        "microseconds (less is better)",
        groups[:2],
        lambda value: f"{value:.1f} µs",
    )


def payload(results):
    def series(name):
        points = []
        for result in results:
            size = int(result["title"].split("of ")[1].split(" ")[0])
            row = next(row for row in result["rows"] if row["name"] == name)
            points.append((size, row["median"] * 1e6))
        return points

    names = [row["name"] for row in results[0]["rows"]]
    return lines(
        "Cost grows with the payload as SHA-256 does",
        "microseconds for one request, by bytes of payload (both axes logarithmic)",
        [(name, series(name)) for name in names],
    )


def worker(results):
    what = ": time for a signature, all workers busy"
    tables = [table for table in results if table["title"].endswith(what)]
    groups = [
        (table["title"].removesuffix(what), [(row["name"], 1 / row["ratio"]) for row in reversed(table["rows"])])
        for table in tables
    ]
    faster = [label for label, rows in groups if rows[0][1] > 1]
    return bars(
        "Signing on the async worker is faster than handing it over"
        if len(faster) == len(groups)
        else f"Signing on the async worker is faster for {' and '.join(faster) or 'no key'}",
        "signatures per second with both cores busy, as a multiple of spawn_blocking (more is better)",
        groups,
        lambda value: f"{value:.2f}×",
    )


def calls(protocol):
    def draw(cells):
        order = ["reqwest, AWS-LC", "hyper-util", "countersign", "progenitor", "rsa 0.9"]
        groups = []
        for cell in cells:
            rows = [row for word in order for row in cell["rows"] if word in row["name"]]
            noun = "call at a time" if cell["concurrency"] == 1 else "calls at a time"
            # By the ratios within rounds, which the medians do not keep.
            base = rows[0]["requests_per_second"]
            values = [(row["name"], base * row["to_aws_lc"]["median"]) for row in rows]
            groups.append((f"{cell['concurrency']} {noun}", values))
        return bars(
            f"Whole signed calls over TLS, {protocol}",
            "requests per second on two cores, client and server together (more is better)",
            groups,
            lambda value: f"{value:,.0f}/s",
        )

    return draw


def compile_whole(parts):
    """All of Bango Resale."""
    title = "Bango Resale: "
    tables = [table for table in parts["document"]["tables"] if table["unit"] == "s"]
    groups = [
        (table["title"].removeprefix(title).replace("`", ""), [(row["name"], row["median"]) for row in table["rows"]])
        for table in tables
    ]
    return bars(
        "The client of a whole API compiles faster than progenitor's",
        "seconds for Bango Resale on two cores (less is better)",
        groups,
        lambda value: f"{value:.1f} s" if value >= 10 else f"{value:.2f} s",
    )


def compile_growth(parts):
    """Documents of more and more operations."""
    what = ": rebuild after an edit of the document"
    points = {}
    for table in parts["growth"]["tables"]:
        if table["title"].endswith(what):
            operations = int(table["title"].split(" ")[0])
            for row in table["rows"]:
                points.setdefault(row["name"], []).append((operations, row["median"]))
    return lines(
        "A rebuild grows with the document, and no faster",
        "seconds after an edit of the document, by its operations (both axes logarithmic)",
        [(name, sorted(values)) for name, values in points.items()],
    )


def is_ours(name):
    return name.startswith("countersign") or name.startswith("bango-resale")


def bars(title, subtitle, groups, show):
    """Horizontal bars in groups, each with its own scale, the value at the end of each bar."""
    left, width, bar, gap, group_gap = 300, 460, 20, 6, 22
    rows, y = [], 84
    for label, values in groups:
        longest = max(value for _, value in values)
        rows.append(text(24, y + 15, label, INK, 14, "bold"))
        other = 0
        y += 24
        for name, value in values:
            colour = OURS if is_ours(name) else OTHERS[other % len(OTHERS)]
            other += not is_ours(name)
            length = width * value / longest
            weight = "bold" if is_ours(name) else "normal"
            rows.append(text(left - 10, y + 15, name, INK, 13, weight, "end"))
            rows.append(f'<rect x="{left}" y="{y}" width="{length:.1f}" height="{bar}" rx="2" fill="{colour}"/>')
            rows.append(text(left + length + 8, y + 15, show(value), INK, 13, weight))
            y += bar + gap
        y += group_gap
    return picture(title, subtitle, left + width + 110, y + 4, rows)


def lines(title, subtitle, series):
    """Lines on logarithmic axes, each with its name at its end."""
    left, top, width, height = 80, 90, 480, 320
    xs = [x for _, points in series for x, _ in points]
    ys = [y for _, points in series for _, y in points]
    low_x, high_x = math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs)))
    low_y, high_y = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))

    def place(x, y):
        return (
            left + width * (math.log10(x) - low_x) / (high_x - low_x),
            top + height * (1 - (math.log10(y) - low_y) / (high_y - low_y)),
        )

    rows = []
    for power in range(low_y, high_y + 1):
        _, y = place(10**low_x, 10**power)
        rows.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + width}" y2="{y:.1f}" stroke="#e4e7eb"/>')
        rows.append(text(left - 8, y + 4, f"{10.0**power:,.10g}", FAINT, 12, anchor="end"))
    for power in range(low_x, high_x + 1):
        x, _ = place(10**power, 10**low_y)
        rows.append(text(x, top + height + 18, f"{10**power:,}", FAINT, 12, anchor="middle"))
    other, taken = 0, []
    for name, points in series:
        colour = OURS if is_ours(name) else OTHERS[(other * 2) % len(OTHERS)]
        other += not is_ours(name)
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
        rows.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{3 if is_ours(name) else 2}"/>')
        x, y = place(*points[-1])
        while any(abs(y - earlier) < 16 for earlier in taken):
            y += 16
        taken.append(y)
        rows.append(text(x + 8, y + 4, name, colour if is_ours(name) else INK, 13, "bold" if is_ours(name) else "normal"))
    return picture(title, subtitle, left + width + 260, top + height + 40, rows)


def text(x, y, words, colour, size, weight="normal", anchor="start"):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" {FONT}>{escape(words)}</text>'
    )


def picture(title, subtitle, width, height, rows):
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">',
        '<rect width="100%" height="100%" fill="white"/>',
        text(24, 34, title, INK, 19, "bold"),
        text(24, 58, subtitle, FAINT, 13),
    ]
    return "\n".join([*head, *rows, "</svg>", ""])


PLOTS = {
    "signing": signing,
    "request": request,
    "payload": payload,
    "worker": worker,
    "calls-http1": calls("HTTP/1.1"),
    "calls-http2": calls("HTTP/2"),
    "compile": compile_whole,
    "compile-growth": compile_growth,
}

# Where the results of a plot have another name.
SOURCES = {"compile-growth": "compile"}

if __name__ == "__main__":
    main()
