"""The reliability diagram: how sure the reader says it is, against how often it is right, as SVG without a library.

picture({"real reports": bins([0.9, 0.8, 0.3], [True, True, False])})  ->  "<svg ..."
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from xml.sax.saxutils import escape

STEPS = 5  # of 0.2 each: with a few hundred claims a finer one shows chance
_Z = 1.96  # 95 %
_SIZE, _LEFT, _TOP, _PLOT = (460, 500), 70, 60, 360
_COLOURS = ("#1f5f8b", "#c2571a")
_INK, _PALE, _PAPER = "#222222", "#d9d9d9", "#ffffff"


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies between `low` and `high`; `least` to `most` is what chance allows for `right`."""

    low: float
    high: float
    claims: int
    given: float  # mean confidence
    right: float  # share that is right
    least: float
    most: float


def bins(given: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """Claims by their confidence in equal steps, those at a border in the upper one; empty steps too."""
    found = []
    for step in range(STEPS):
        inside = [at for at, share in enumerate(given) if min(int(share * STEPS + 1e-9), STEPS - 1) == step]
        hits, count = sum(right[at] for at in inside), len(inside)
        mean = sum(given[at] for at in inside) / count if count else 0.0
        least, most = wilson(hits, count)
        found.append(Bin(step / STEPS, (step + 1) / STEPS, count, mean, hits / count if count else 0.0, least, most))
    return found


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The share that hits stand for, as an interval of 95 % (Wilson's, which holds for few cases); 0 to 1 for none."""
    if not count:
        return 0.0, 1.0
    share, spread = hits / count, _Z**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / count + spread / (4 * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def picture(series: Mapping[str, Sequence[Bin]]) -> str:
    """The diagram: a point a step and set, its size the number of claims, its line what chance allows."""
    width, height = _SIZE
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="title text" font-family="Helvetica, Arial, sans-serif" font-size="13" '
        f'fill="{_INK}">'
    )
    lines = [
        head,
        '<title id="title">How sure the reader says it is, and how often it is right</title>',
        f'<desc id="text">{escape(in_words(series))}</desc>',
        f'<rect width="{width}" height="{height}" rx="6" fill="{_PAPER}"/>',
        *_frame(),
        *_legend(list(series)),
        *(line for at, some in enumerate(series.values()) for line in _points(some, at)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def in_words(series: Mapping[str, Sequence[Bin]]) -> str:
    """The diagram for those who do not see it."""
    told = []
    for name, some in series.items():
        steps = [f"of {one.claims} claims at {one.given:.2f}, {one.right:.2f} right" for one in some if one.claims]
        told.append(f"{name}: {'; '.join(steps)}")
    return f"Share of right claims against confidence, mean of each step. {'. '.join(told)}."


def _x(share: float) -> float:
    return round(_LEFT + share * _PLOT, 1)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * _PLOT, 1)


def _frame() -> Iterator[str]:
    """Grid, axes, their words, and the line on which what is said is so."""
    for step in range(STEPS + 1):
        share = step / STEPS
        yield f'<path d="M{_x(share)} {_y(0)}V{_y(1)}M{_x(0)} {_y(share)}H{_x(1)}" stroke="{_PALE}" fill="none"/>'
        yield f'<text x="{_x(share)}" y="{_y(0) + 20}" text-anchor="middle">{share:.1f}</text>'
        yield f'<text x="{_x(0) - 10}" y="{_y(share) + 4}" text-anchor="end">{share:.1f}</text>'
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="{_INK}" stroke-dasharray="5 5" fill="none"/>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 46}" text-anchor="middle">confidence that the reader gives</text>'
    middle = _y(0.5)
    yield (
        f'<text x="24" y="{middle}" text-anchor="middle" transform="rotate(-90 24 {middle})">'
        "share of these claims with the right sides</text>"
    )


def _legend(names: Sequence[str]) -> Iterator[str]:
    for at, name in enumerate(names):
        y = 22 + 20 * at
        yield f'<circle cx="{_x(0) + 6}" cy="{y}" r="5" fill="{_COLOURS[at]}"/>'
        yield f'<text x="{_x(0) + 18}" y="{y + 4}">{escape(name)}</text>'


def _points(some: Sequence[Bin], at: int) -> Iterator[str]:
    """One set's points; sets stand a little beside each other."""
    colour, aside = _COLOURS[at], 8 * (2 * at - 1)
    for one in some:
        if one.claims:
            x, radius = _x(one.given) + aside, round(min(14.0, 4 + sqrt(one.claims)), 1)
            reach = f"M{x:.1f} {_y(one.least)}V{_y(one.most)}"
            yield f'<path d="{reach}" stroke="{colour}" stroke-width="2" opacity="0.45"/>'
            yield f'<circle cx="{x:.1f}" cy="{_y(one.right)}" r="{radius}" fill="{colour}" opacity="0.85"/>'
            yield (
                f'<text x="{x:.1f}" y="{_y(one.right) + 4}" text-anchor="middle" font-size="9" '
                f'fill="{_PAPER}">{one.claims}</text>'
            )
