"""Colours that follow from the accent of a book, so that text in them can always be read."""

from __future__ import annotations

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
ACCENT = "#1f3a5f"
"""The accent of a book that names none."""
LEGIBLE = 4.5
"""Contrast of text with its ground: WCAG 2.2, 1.4.3."""


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


def legible_on(ground: Colour, colour: Colour) -> Colour:
    """Return a colour, moved towards black or white until text in it can be read on a ground."""
    goal = BLACK if luminance(ground) > 0.18 else WHITE
    for step in range(21):
        found = mix(colour, goal, step / 20)
        if contrast(found, ground) >= LEGIBLE:
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
