"""Makes the tables of docs/performance.md from the results beside it."""

import datetime
import re

import intervals

MADE = re.compile(r"(<!-- table: ([a-z0-9-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)

AWS_LC, HYPER_UTIL, RSA = "by hand: reqwest, AWS-LC", "by hand: hyper-util, AWS-LC", "by hand: reqwest, rsa 0.9 blinded"
OURS, UNSIGNED, PROGENITOR = "countersign::Client", "by hand: reqwest, not signed (the limit)", "progenitor"

# Requests per second to those of these rivals.
AIMS = [(0.95, AWS_LC, "of reqwest by hand on AWS-LC"), (2.0, RSA, "times reqwest by hand on blinded `rsa`")]

INTERVAL = "In brackets: the 95 % interval of the median."
QUARTILES = "In brackets: quartiles; these results were saved without their rounds, so there is no interval of the median."
RANGE = "In brackets: the range of the rounds."


def fill(page, load):
    """The page with every table made anew. `load` gives the results of this name."""
    used = []

    def make(match):
        start, name, _, end = match.groups()
        used.append(name)
        return start + "\n".join(["", *TABLES[name](load), "", ""]) + end

    filled = MADE.sub(make, page)
    if sorted(used) != sorted(TABLES):
        raise SystemExit(f"docs/performance.md must have each of these tables once: {', '.join(sorted(TABLES))}")
    return filled


def measured(load):
    rows = []
    for name in ["signing", "request", "payload", "worker", "calls-http1", "calls-http2"]:
        saved = load(name)
        day = saved.get("measured")
        day = datetime.datetime.fromtimestamp(day, datetime.timezone.utc).date().isoformat() if day else ""
        rows.append([f"[{name}](performance/{name}.json)", day, short(saved["commit"]), saved.get("processor") or ""])
    for part, result in load("compile").items():
        commits = sorted({short(table["commit"]) for table in result["tables"]})
        rows.append([f"[compile](performance/compile.json), {part}", "", ", ".join(commits), ""])
    return table(["results", "measured on", "commit", "processor"], rows)


def signing(load):
    found = [result for result in load("signing")["results"] if result["title"].startswith("sign, ")]
    names = [row["name"] for row in found[0]["rows"]]
    rows = []
    for result in found:
        first, *others = result["rows"]
        cells = [f"1 ({time(first['median'])})", *(shown(row, first) for row in others)]
        rows.append([result["title"].removeprefix("sign, "), *cells])
    return table(["key", *names], rows) + ["", spread_of(found[0]["rows"])]


def verifying(load):
    found = [result for result in load("signing")["results"] if result["title"].startswith("verify, ")]
    names = [row["name"] for row in found[0]["rows"]]
    rows = []
    for result in found:
        first, *others = result["rows"]
        cells = [f"1 ({time(first['median'])})", *(shown(row, first) for row in others)]
        rows.append([result["title"].removeprefix("verify, "), *cells])
    return table(["key", *names], rows) + ["", spread_of(found[0]["rows"])]


def request(load):
    share, *signed = load("request")["results"]
    by_hand, ours = share["rows"]
    lines = table(
        ["", "by hand (serde_json, http's builder)", "countersign, prepare and sign"],
        [["with a signer that does nothing", f"1 ({time(by_hand['median'])})", shown(ours, by_hand)]],
    )
    rows = []
    for result in signed:
        raw, by_hand, ours = result["rows"]
        key = result["title"].rsplit(", ", 1)[1]
        rows.append([key, f"1 ({time(raw['median'])})", shown(by_hand, raw), shown(ours, raw)])
    lines += ["", *table(["key", "AWS-LC's raw call", "by hand on AWS-LC", "countersign, struct to signed request"], rows)]
    return [*lines, "", spread_of(share["rows"])]


def payload(load):
    rows = []
    for result in load("payload")["results"]:
        hashing, _, ours = result["rows"]
        size = int(result["title"].split("of ")[1].split(" ")[0])
        rows.append([f"{size:,}", time(hashing["median"]), time(ours["median"]), f"{ours['ratio']:,.{0 if ours['ratio'] >= 100 else 1}f}"])
    return table(["bytes of payload", "SHA-256 alone", "countersign, prepare and sign", "ratio"], rows)


def worker(load):
    by_key = {}
    for result in load("worker")["results"]:
        key, what = result["title"].split(": ")
        by_key.setdefault(key, {})[what] = result["rows"]
    rows = []
    for key, tables in by_key.items():
        cells = []
        for what in ["time for a signature, all workers busy", "a bystander is late by (p50)", "a bystander is late by (p99)"]:
            blocking, ours = tables[what]
            cells.append(f"{shown(ours, blocking)}, {time(ours['median'])} against {time(blocking['median'])}")
        rows.append([key, *cells])
    first = next(iter(by_key.values()))["a bystander is late by (p99)"]
    head = ["key", "time for a signature", "a bystander is late by (p50)", "a bystander is late by (p99)"]
    return table(head, rows) + ["", spread_of(first)]


def calls(protocol):
    def make(load):
        rows = []
        for cell in load(protocol)["results"]:
            ours, by_hand = named(cell, OURS), named(cell, AWS_LC)
            rows.append([
                cell["concurrency"],
                f"{ours['requests_per_second']:,.0f}",
                interval_text(per_second(cell, AWS_LC)),
                interval_text(medians(cell, AWS_LC), bold=False),
                interval_text(per_second(cell, HYPER_UTIL)),
                interval_text(per_second(cell, RSA), places=1, bold=False),
                interval_text(cpu(cell, AWS_LC), bold=False),
                interval_text(cpu(cell, HYPER_UTIL), bold=False),
                f"{time(ours['p99'])} against {time(by_hand['p99'])}",
            ])
        head = [
            "at once", "requests/s", "to reqwest by hand, AWS-LC", "the same by the medians of all rounds",
            "to hyper-util by hand, AWS-LC", "to reqwest by hand, blinded `rsa`",
            "CPU for a call, to reqwest by hand", "CPU, to hyper-util by hand", "p99, ours against reqwest by hand",
        ]
        return table(head, rows) + ["", INTERVAL if kept(load, protocol) else QUARTILES]

    return make


def calls_aims(load):
    """What is aimed at, and in how many cells it is reached: by both medians, and by their whole intervals."""
    protocols = {"calls-http1": "HTTP/1.1", "calls-http2": "HTTP/2"}
    cells = [(protocol, cell) for protocol in protocols for cell in load(protocol)["results"]]
    lines = []
    for aim, rival, words in AIMS:
        verdicts = {"met": [], "open": [], "missed": []}
        for protocol, cell in cells:
            both = [bounds(per_second(cell, rival)), bounds(medians(cell, rival))]
            if any(high < aim for _, high in both):
                verdict = "missed"
            else:
                verdict = "met" if all(low >= aim for low, _ in both) else "open"
            figures = f"{interval_text(per_second(cell, rival), bold=False, quartiles=False)} by the ratios within rounds, "
            figures += f"{interval_text(medians(cell, rival), bold=False)} by the medians of all rounds"
            verdicts[verdict].append(f"{protocols[protocol]}, {cell['concurrency']} at once: {figures}")
        line = f"- The aim of {aim:g} {words} is met in {len(verdicts['met'])} of {len(cells)} cells"
        for verdict in ["missed", "open"]:
            if verdicts[verdict]:
                line += f", {verdict} in {len(verdicts[verdict])} ({'; '.join(verdicts[verdict])})"
        lines.append(line + ".")
    if not all(kept(load, protocol) for protocol in protocols):
        lines.append("- These results were saved without their rounds, so the medians stand here without intervals; and the rivals had no "
                     "limit of requests under way yet, which matters at 512 at once.")
    for name, words in [(PROGENITOR, "The client from progenitor, with signing in its hook and none of the rest,"),
                        (UNSIGNED, "Reqwest by hand without a signature")]:
        ratios = [row["to_aws_lc"]["median"] for _, cell in cells for row in cell["rows"] if row["name"].startswith(name)]
        lines.append(f"- {words} makes {min(ratios):.2f} to {max(ratios):.2f} times as many calls as reqwest by hand on AWS-LC.")
    shares = [1 - named(cell, UNSIGNED)["cpu_to_aws_lc"]["median"] for _, cell in cells]
    lines.append(f"- A signature is {min(shares) * 100:.0f} to {max(shares) * 100:.0f} % of the CPU time that a call by hand takes.")
    return lines


def compile_document(load):
    rows = []
    for found in load("compile")["document"]["tables"]:
        plain, signing_rival, ours = (row_of(found, name) for name in
                                      ["progenitor", "progenitor, signing in its hook", "countersign"])
        rows.append([found["title"].removeprefix("Bango Resale: "), amount(ours["median"], found["unit"]),
                     ranged(ours, signing_rival, found["unit"]), ranged(ours, plain, found["unit"])])
    head = ["", "countersign", "to progenitor, signing in its hook", "to progenitor, not signing"]
    return table(head, rows) + ["", RANGE]


def compile_growth(load):
    sizes = {}
    for found in load("compile")["growth"]["tables"]:
        operations, what = int(found["title"].split(" ")[0]), found["title"].split(": ", 1)[1]
        sizes.setdefault(operations, {})[what] = found
    rows = []
    for operations, found in sorted(sizes.items()):
        rebuild, check = found["rebuild after an edit of the document"], found["`cargo check` after an edit of the document"]
        cells = [amount(row_of(rebuild, "countersign")["median"], "s")]
        for of in (rebuild, check):
            rival = row_of(of, "progenitor")
            cells.append(ranged(row_of(of, "countersign"), rival) if rival else "not measured")
        rows.append([f"{operations:,}", *cells])
    return table(["operations", "rebuild", "to progenitor", "`cargo check` to progenitor"], rows) + ["", RANGE]


def compile_endpoint(load):
    rows = []
    for found in load("compile")["endpoint"]["tables"]:
        by_hand, ours = row_of(found, "by hand on serde, reqwest and AWS-LC"), row_of(found, "countersign")
        rows.append([found["title"].removeprefix("one endpoint: "), amount(ours["median"], found["unit"]),
                     ranged(ours, by_hand, found["unit"])])
    return table(["", "countersign", "to by hand"], rows) + ["", RANGE]


def compile_derive(load):
    rows = []
    for found in load("compile")["derive"]["tables"]:
        first = row_of(found, "Serialize")
        others = [row_of(found, name) for name in ["Endpoint", "Endpoint, its payload left to serde"]]
        title = found["title"].removeprefix("200 structs of 8 fields: ")
        rows.append([title, f"1 ({amount(first['median'], 's')})", *(ranged(row, first) for row in others)])
    head = ["200 structs of 8 fields", "`derive(Serialize)`", "`derive(Endpoint)`", "`derive(Endpoint)` whose payload is left to serde"]
    return table(head, rows) + ["", RANGE]


TABLES = {
    "measured": measured,
    "signing": signing,
    "verifying": verifying,
    "request": request,
    "payload": payload,
    "worker": worker,
    "calls-http1": calls("calls-http1"),
    "calls-http2": calls("calls-http2"),
    "calls-aims": calls_aims,
    "compile-document": compile_document,
    "compile-growth": compile_growth,
    "compile-endpoint": compile_endpoint,
    "compile-derive": compile_derive,
}


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]


def short(commit):
    """`-dirty` stays: such results are of no commit."""
    hash, *changed = (commit or "unknown").split("-", 1)
    return "-".join([hash[:7], *changed])


def named(cell, name):
    return next((row for row in cell["rows"] if row["name"] == name), None)


def row_of(found, name):
    return next((row for row in found["rows"] if row["name"] == name), None)


def kept(load, protocol):
    """Whether the rounds were kept, as they are since intervals are made of them."""
    return all("rounds" in row for cell in load(protocol)["results"] for row in cell["rows"])


def per_second(cell, rival):
    return within_rounds(cell, rival, "requests_per_second", "to_aws_lc")


def cpu(cell, rival):
    return within_rounds(cell, rival, "cpu", "cpu_to_aws_lc")


def within_rounds(cell, rival, what, saved):
    """The median of the ratio within a round, and its interval; of results without rounds what they say themselves."""
    ours, theirs = named(cell, OURS), named(cell, rival)
    if theirs is None:
        return None
    if "rounds" in ours:
        ratios = [ours / theirs for ours, theirs in zip(ours["rounds"][what], theirs["rounds"][what])]
        return intervals.median(ratios), intervals.of_median(ratios)
    if rival == RSA and saved == "to_aws_lc":
        return cell["ours_to_rsa"]["median"], cell["ours_to_rsa"]["quartiles"], QUARTILES
    return (ours[saved]["median"], ours[saved]["quartiles"], QUARTILES) if rival == AWS_LC else None


def medians(cell, rival):
    """The ratio of the medians over all rounds, which the order of the rounds does not help; and its interval."""
    ours, theirs = named(cell, OURS), named(cell, rival)
    if "rounds" not in ours:
        return ours["requests_per_second"] / theirs["requests_per_second"], None
    ours, theirs = (row["rounds"]["requests_per_second"] for row in (ours, theirs))
    return intervals.median(ours) / intervals.median(theirs), intervals.of_ratio_of_medians(ours, theirs)


def bounds(measured):
    """The interval; of a median without one the median alone."""
    value, interval, *without_rounds = measured
    return (value, value) if without_rounds or interval is None else interval


def interval_text(measured, places=3, bold=True, quartiles=True):
    if measured is None:
        return "not measured"
    value, interval, *without_rounds = measured
    text = f"**{value:.{places}f}**" if bold else f"{value:.{places}f}"
    if interval is None or (without_rounds and not quartiles):
        return text
    return f"{text} ({interval[0]:.{places}f} to {interval[1]:.{places}f})"


def shown(row, first):
    """The ratio to the first rival, bold if it is of ours."""
    low, high = row["quartiles"]
    if "rounds" in row:
        low, high = intervals.of_median([ours / theirs for ours, theirs in zip(row["rounds"], first["rounds"])])
    places = 3 if row["ratio"] < 2 else 2
    text = f"{row['ratio']:.{places}f}"
    return (f"**{text}**" if row["name"].startswith("countersign") else text) + f" ({low:.{places}f} to {high:.{places}f})"


def spread_of(rows):
    return INTERVAL if all("rounds" in row for row in rows) else QUARTILES


def ranged(row, rival, unit="s"):
    """The median of the ratio within a round, and the range over the rounds; sizes are the same in every round."""
    ratios = [ours / theirs for ours, theirs in zip(row["rounds"], rival["rounds"])]
    text = f"**{intervals.median(ratios):.2f}**"
    if unit != "s":
        return text
    return f"{text} ({min(ratios):.2f} to {max(ratios):.2f})" if len(ratios) > 1 else f"{text} (one round)"


def amount(value, unit):
    if unit == "B":
        return f"{value / 1e6:.2f} MB"
    return f"{digits(value)} s" if unit == "s" else f"{value:g}"


def time(seconds):
    for unit, scale in [("s", 1), ("ms", 1e3), ("µs", 1e6)]:
        if seconds * scale >= 1:
            return f"{digits(seconds * scale)} {unit}"
    return f"{digits(seconds * 1e9)} ns"


def digits(value):
    """Three digits that count."""
    return f"{value:#.3g}".removesuffix(".")
