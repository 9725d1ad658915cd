"""Faces for reading systems and browsers: the vendored ones, cut down to the characters of a book.

A face that lost glyphs is a modified version, which the licence does not let carry the name that its
makers reserved (OFL 1.1, 3): hence names of our own. The licence goes along, inside and beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from colofon.book import Book, Element

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ALWAYS = frozenset(map(ord, LETTERS + " 0123456789.,;:!?()-–—‘’“”…\u00a0"))
"""What a page of ours may hold besides the text of the book."""
FEATURES = ("onum", "lnum", "tnum", "pnum")
FAMILY_NAMES = {"serif": "Colofon Serif", "sans": "Colofon Sans", "code": "Colofon Code"}
SCRIPTS = {"arabic": frozenset(range(0x0600, 0x0700)), "hebrew": frozenset(range(0x0590, 0x0600))}
"""Family for a script -> its block of characters."""
SCRIPT_NAMES = {"arabic": "Colofon Arabic", "hebrew": "Colofon Hebrew"}
GENERIC = {"serif": "serif", "sans": "sans-serif", "code": "monospace"}


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family."""

    family: str
    """``serif``, ``sans``, ``code``, ``arabic``, ``hebrew``."""
    source: str
    """File in styles/fonts, without ``.ttf``."""
    weight: int = 400
    style: str = "normal"

    @property
    def name(self) -> str:
        """The family as style sheets call it."""
        return {**FAMILY_NAMES, **SCRIPT_NAMES}[self.family]

    @property
    def file(self) -> str:
        """Name of the face's file, without its ending."""
        slanted = "-italic" if self.style == "italic" else ""
        return f"{self.name.lower().replace(' ', '-')}-{self.weight}{slanted}"


FACES = (
    Face("serif", "SourceSerif4-Regular"),
    Face("serif", "SourceSerif4-It", style="italic"),
    Face("serif", "SourceSerif4-Bold", 700),
    Face("serif", "SourceSerif4-BoldIt", 700, "italic"),
    Face("sans", "SourceSans3-Regular"),
    Face("sans", "SourceSans3-It", style="italic"),
    Face("sans", "SourceSans3-Semibold", 600),
    Face("sans", "SourceSans3-Bold", 700),
    Face("sans", "SourceSans3-BoldIt", 700, "italic"),
    Face("code", "SourceCodePro-Regular"),
    Face("arabic", "NotoNaskhArabic-Regular"),
    Face("arabic", "NotoNaskhArabic-Bold", 700),
    Face("hebrew", "NotoSerifHebrew-Regular"),
    Face("hebrew", "NotoSerifHebrew-Bold", 700),
)
LICENCES = {
    "serif": "LICENSE-source-serif.txt",
    "sans": "LICENSE-source-sans.txt",
    "code": "LICENSE-source-code-pro.txt",
    "arabic": "LICENSE-noto.txt",
    "hebrew": "LICENSE-noto.txt",
}


def design(book: Book) -> dict[str, str]:
    """Return what ``book.yaml`` says about looks."""
    found = book.metadata.data.get("design")
    return {key: str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def embeds_fonts(book: Book) -> bool:
    """Tell whether the EPUB brings its faces along.

    It is for the editor to choose: EPUBCheck notes every use of a face (CSS-028), and readers prefer
    the one they have set.
    """
    found = book.metadata.data.get("design")
    return isinstance(found, dict) and found.get("embed-fonts") is True


def stack(role: str, book: Book, embedded: bool = True) -> str:
    """Return the families for ``text``, ``headings``, ``labels`` or ``code``, first choice first."""
    given = design(book)
    families = {
        "text": given.get("text", "serif"),
        "headings": given.get("headings", "sans"),
        "labels": "sans",
        "code": "code",
    }
    family = families[role]
    if not embedded:
        return GENERIC[family]
    names = [FAMILY_NAMES[family], *SCRIPT_NAMES.values()]
    return ", ".join([*(f'"{name}"' for name in names), GENERIC[family]])


def needed_faces(trees: Iterable[Element], book: Book) -> list[Face]:
    """Return the faces that some pages of a book are set in."""
    trees = list(trees)
    tags = {element.tag for tree in trees for element in tree.iter()}
    characters = characters_of(trees)
    given = design(book)
    families = {given.get("text", "serif"), given.get("headings", "sans"), "sans"}
    families |= {"code"} if tags & {"code", "pre"} else set()
    families |= {name for name, block in SCRIPTS.items() if characters & block}
    strong = given.get("text", "serif") if "strong" in tags else ""
    return [face for face in FACES if face.family in families and _is_set(face, tags, strong, given)]


def _is_set(face: Face, tags: set[str], strong: str, given: dict[str, str]) -> bool:
    """Tell whether a weight or a slant occurs."""
    if face.style == "italic" and not tags & {"em", "i"}:
        return False
    if face.weight != 700 or face.family in SCRIPTS:
        return True
    heavy = given.get("headings", "sans") if face.family == "serif" and face.style == "normal" else ""
    return face.family in (strong, heavy)


def characters_of(trees: Iterable[Element]) -> frozenset[int]:
    """Return the code points that some pages may show."""
    found: set[str] = set()
    for tree in trees:
        for element in tree.iter():
            found.update(element.text or "", element.tail or "")
    # Labels are set in capitals by the style sheet.
    found |= {capital for character in found for capital in character.upper()}
    return ALWAYS | frozenset(map(ord, found))


@lru_cache(maxsize=64)
def cut(face: Face, characters: frozenset[int], flavor: str) -> bytes:
    """Return a face with the glyphs of some characters; flavor ``woff2``, or empty for TrueType."""
    with TTFont(FONTS / f"{face.source}.ttf", recalcTimestamp=False) as font:
        options = Options()
        options.hinting = False
        options.layout_features = [*options.layout_features, *FEATURES]
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
        options.name_languages = [0x409]
        options.notdef_outline = True
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        _rename(font, face)
        font.flavor = flavor or None
        data = BytesIO()
        font.save(data, reorderTables=True)
    return data.getvalue()


def _rename(font: TTFont, face: Face) -> None:
    style = {(400, "normal"): "Regular", (400, "italic"): "Italic", (600, "normal"): "Semibold"}.get(
        (face.weight, face.style), "Bold Italic" if face.style == "italic" else "Bold"
    )
    whole = f"{face.name} {style}"
    names = {1: face.name, 2: style, 3: whole, 4: whole, 6: whole.replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def face_rules(faces: Iterable[Face], folder: str, ending: str) -> str:
    """Return the ``@font-face`` rules of faces in a folder, by address from the style sheet."""
    form = "woff2" if ending == "woff2" else "truetype"
    return "".join(
        f'@font-face {{ font-family: "{face.name}"; font-style: {face.style}; font-weight: {face.weight}; '
        f'src: url("{folder}/{face.file}.{ending}") format("{form}"); {_DISPLAY[ending]}}}\n'
        for face in faces
    )


_DISPLAY = {"woff2": "font-display: swap; ", "ttf": ""}


def licences(faces: Iterable[Face]) -> dict[str, bytes]:
    """Return the licences of faces: name of the file -> its bytes."""
    names = sorted({LICENCES[face.family] for face in faces})
    return {name: (FONTS / name).read_bytes() for name in names}
