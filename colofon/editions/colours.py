"""Colours that follow from the accent of a book, so that text in them can always be read."""

from __future__ import annotations

Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
INK: Colour = (28, 30, 33)
PAPER: Colour = (253, 252, 250)
NIGHT: Colour = (22, 24, 27)
"""Ground of a page in the dark."""
CHALK: Colour = (228, 226, 221)
"""Text on it."""
ACCENT = "#1f3a5f"
"""The accent of a book that names none."""
LEGIBLE = 4.5
"""Contrast of text with its ground: WCAG 2.2, 1.4.3."""
EASY = 7.0
"""The same at level AAA (1.4.6): what links and headings are given."""


def parse(text: str) -> Colour:
    """Return the colour of ``#rrggbb``."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def css(colour: Colour) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the first colour with a share of the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour."""
    channels = []
    for value in colour:
        part = value / 255
        channels.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def legible_on(ground: Colour, colour: Colour, ratio: float = LEGIBLE) -> Colour:
    """Return a colour, moved towards black or white until text in it can be read on a ground."""
    # Of black and white, one always has a contrast of 4.58 or more; ink, which is no black, may have less.
    goal = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    for step in range(21):
        found = mix(colour, goal, step / 20)
        if contrast(found, ground) >= ratio:
            return found
    return goal


def palette(accent: str) -> dict[str, str]:
    """Return the colours of a book by the names of their custom properties."""
    colour = parse(accent)
    tint = mix(colour, WHITE, 0.93)
    return {
        "accent": css(colour),
        "accent-text": css(legible_on(tint, colour)),
        "tint": css(tint),
        "rule": css(mix(colour, WHITE, 0.55)),
        "on-accent": css(legible_on(colour, WHITE)),
    }


def screen_palette(accent: str, ground: Colour, ink: Colour) -> dict[str, str]:
    """Return the colours of a page on a screen, by day (`PAPER`, `INK`) or by night (`NIGHT`, `CHALK`)."""
    colour = parse(accent)
    tint = mix(ground, colour, 0.06 if luminance(ground) > 0.18 else 0.2)
    return {
        "paper": css(ground),
        "ink": css(ink),
        "quiet": css(legible_on(tint, mix(ground, ink, 0.6), 5.5)),
        "accent": css(colour),
        "on-accent": css(legible_on(colour, WHITE)),
        "accent-text": css(legible_on(tint, colour, EASY)),
        "tint": css(tint),
        "rule": css(mix(ground, ink, 0.2)),
        "line": css(legible_on(tint, mix(ground, colour, 0.6), 3.0)),
    }
