"""Faults of files: not there, outside the manuscript, not what they should be (M804-M806)."""

from __future__ import annotations

from random import Random

from colofon.book import Chapter
from tests.faulting import words
from tests.faulting.following import numbers_are_stated, terms
from tests.faulting.laying import Edit, Finding, Kind, Laid, Place, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.metadata import position
from tests.faulting.slots import choose_slot
from tests.faulting.spots import choose_spot
from tests.faulting.structure import images
from tests.faulting.yamls import Gap, choose_gap

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'
OUTSIDE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="https://www.example.org/a.png"/></svg>'
NAMES_OUTSIDE = ("../figures/a.png", "/etc/hosts.png", "https://www.example.org/a.png", "figures/../../a.svg")
ADDRESSES_OUTSIDE = ("file:///etc/hosts", "javascript:alert(1)", "../geheim.md", "ftp://www.example.org/a", "hoofdstuk.html", "//www.example.org/a")  # fmt: skip


def new_name(manuscript: Manuscript, random: Random) -> str:
    return words.fresh(random, manuscript.language(None), ())


def _spine_gap(manuscript: Manuscript, random: Random) -> Gap | None:
    return choose_gap(manuscript, random, [item.position for item in manuscript.book.metadata.spine])


def _spine_end(manuscript: Manuscript) -> Gap | None:
    items = [item.position for item in manuscript.book.metadata.spine[-1:]]
    return choose_gap(manuscript, _Last(), items)


class _Last(Random):
    """Chooses the last of what there is."""

    def choice(self, seq):  # type: ignore[no-untyped-def]
        return seq[-1]


def missing_chapter(manuscript: Manuscript, random: Random) -> Laid | None:
    """A file of the spine that is not there."""
    gap = _spine_gap(manuscript, random)
    if gap is None:
        return None
    item = gap.item(f"file: {new_name(manuscript, random)}.md", "role: appendix")
    return Laid(Finding("M804", within(item, item.text.index("file: ") + 6)), [item])


def removed_chapter(manuscript: Manuscript, random: Random) -> Laid | None:
    """A chapter of which the file is removed: what it held is unknown, and nobody is blamed for that."""
    chapters = manuscript.book.chapters
    items = manuscript.book.metadata.spine
    if not chapters or len(chapters) != len(items):
        return None
    index = random.randrange(len(items))
    place = manuscript.place(items[index].position)
    return Laid(Finding("M804", place), [], removed=(items[index].file,))


def misnamed_image(manuscript: Manuscript, random: Random) -> Laid | None:
    """An image under a name that no file has, or that leads outside."""
    return _renamed_image(manuscript, random, "M804", f"figures/{new_name(manuscript, random)}.svg")


def image_from_outside(manuscript: Manuscript, random: Random) -> Laid | None:
    """An image that lies outside the manuscript."""
    return _renamed_image(manuscript, random, "M805", random.choice(NAMES_OUTSIDE))


def _renamed_image(manuscript: Manuscript, random: Random, code: str, name: str) -> Laid | None:
    found = images(manuscript)
    if not found:
        return None
    _, element, place = random.choice(found)
    source = element.get("src", "")
    start = manuscript.texts[place.path].index(f"({source})", place.offset) + 1
    return Laid(Finding(code, place), [Edit(place.path, start, start + len(source), name)])


def new_missing_image(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new figure of which the file is not there."""
    return _new_image(manuscript, random, "M804", f"figures/{new_name(manuscript, random)}.png")


def new_image_from_outside(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new figure that lies outside the manuscript."""
    return _new_image(manuscript, random, "M805", random.choice(NAMES_OUTSIDE))


def _new_image(manuscript: Manuscript, random: Random, code: str, name: str) -> Laid | None:
    slot = choose_slot(manuscript, random)
    if slot is None or numbers_are_stated(manuscript):
        return None
    caption = words.sentence(random, manuscript.language(slot.chapter)).rstrip(".")
    text = f'![{caption}]({name}){{alt="{words.word(random, "en")}"}}'
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding(code, within(edit, slot.lead)), [edit])


def missing_sign(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new image in a line, of which the file is not there."""
    spot = choose_spot(manuscript, random)
    if spot is None:
        return None
    text = f" ![{words.word(random, spot.language)}](figures/{new_name(manuscript, random)}.png)"
    edit = inserted(spot.path, spot.offset, text)
    return Laid(Finding("M804", within(edit, 1)), [edit])


def _showing(manuscript: Manuscript, name: str, code: str) -> list[Finding]:
    """Return the finding at each place that shows a file."""
    found = [Finding(code, place) for _, element, place in images(manuscript) if element.get("src") == name]
    cover = manuscript.book.metadata.data.get("cover")
    place = position(manuscript, "cover.image")
    if isinstance(cover, dict) and cover.get("image") == name and place is not None:
        found.append(Finding(code, manuscript.place(place)))
    return found


def removed_image(manuscript: Manuscript, random: Random) -> Laid | None:
    """The file of an image, removed."""
    names = sorted({element.get("src", "") for _, element, _ in images(manuscript)})
    if not names:
        return None
    name = random.choice(names)
    findings = _showing(manuscript, name, "M804")
    return Laid(findings[0], [], findings, removed=(name,))


def drawing_with_more(manuscript: Manuscript, random: Random) -> Laid | None:
    """A drawing that holds a script, or brings in something from outside."""
    return _replaced(manuscript, random, "M805", random.choice((SCRIPT, OUTSIDE)), (".svg",))


def broken_image(manuscript: Manuscript, random: Random) -> Laid | None:
    """An image file that is something else."""
    return _replaced(
        manuscript, random, "M806", random.choice((b"%PDF-1.7\n", b"tekst", b"")), (".svg", ".png", ".jpg")
    )


def _replaced(
    manuscript: Manuscript, random: Random, code: str, data: bytes, kinds: tuple[str, ...]
) -> Laid | None:
    names = sorted({element.get("src", "") for _, element, _ in images(manuscript)})
    names = [name for name in names if name.endswith(kinds)]
    if not names:
        return None
    name = random.choice(names)
    findings = _showing(manuscript, name, code)
    return Laid(findings[0], [], findings, replaced={name: data})


def chapter_from_outside(manuscript: Manuscript, random: Random) -> Laid | None:
    """A file of the spine that lies outside the manuscript."""
    gap = _spine_gap(manuscript, random)
    if gap is None:
        return None
    item = gap.item(
        f"file: {random.choice(('../geheim.md', '/etc/hosts', 'a/../../b.md'))}", "role: appendix"
    )
    return Laid(Finding("M805", within(item, item.text.index("file: ") + 6)), [item])


def link_outside(manuscript: Manuscript, random: Random) -> Laid | None:
    """A link that no edition may lead to."""
    spot = choose_spot(manuscript, random)
    if spot is None:
        return None
    text = f" [{words.word(random, spot.language)}]({random.choice(ADDRESSES_OUTSIDE)})"
    edit = inserted(spot.path, spot.offset, text)
    return Laid(Finding("M805", within(edit, 1)), [edit])


def unreadable_new_chapter(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new chapter with a byte or a character that no text has."""
    gap = _spine_end(manuscript)
    if gap is None:
        return None
    name = f"{new_name(manuscript, random)}.md"
    lines = [words.sentence(random, "nl") for _ in range(random.randint(1, 5))]
    before = f"# {words.word(random, 'nl')} é\n\n" + "\n".join(lines)
    bad = random.choice((b"\xff", b"\xe9 ", b"\0", b"\x07", b"\xc3("))
    item = gap.item(f"file: {name}", "role: appendix")
    place = Place(name, len(before))
    return Laid(Finding("M806", place), [item], replaced={name: before.encode() + bad + b" en verder\n"})


def unreadable_chapter(manuscript: Manuscript, random: Random) -> Laid | None:
    """A chapter of the manuscript with a byte that no text has: what it holds is unknown, and nobody is blamed."""
    found: list[Chapter] = [chapter for chapter in manuscript.book.chapters if manuscript.text_of(chapter)]
    if not found:
        return None
    chapter = random.choice(found)
    text, name = manuscript.text_of(chapter), manuscript.file_of(chapter)
    offset = random.randrange(len(text))
    data = text[:offset].encode() + random.choice((b"\xff", b"\0", b"\xe9")) + text[offset:].encode()
    return Laid(Finding("M806", Place(name, offset)), [], replaced={name: data})


def broken_yaml(manuscript: Manuscript, random: Random) -> Laid | None:
    """A YAML file in which a line begins with a tab: what it holds is unknown, and nobody is blamed for that."""
    names = ("book.yaml", "glossary.yaml", "references.yaml")
    name = random.choice([name for name in names if name in manuscript.texts])
    if not manuscript.texts[name].endswith("\n"):
        return None
    edit = inserted(name, len(manuscript.texts[name]), f"\t{words.word(random, 'nl')}: 1\n")
    return Laid(Finding("M806", within(edit)), [edit])


def alias(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry of the glossary with a tag of YAML."""
    gap = choose_gap(manuscript, random, sorted(term.position for term in terms(manuscript)))
    spot = choose_spot(manuscript, random, lambda spot: spot.chapter is not None)
    if gap is None or spot is None:
        return None
    key = words.fresh(random, "nl", manuscript.book.terms)
    entry = gap.item(
        f"key: {key}",
        f"term: {key.replace('-', ' ')}",
        f"definition: {words.word(random, 'nl')}",
        "source: !!binary aGE=",
    )
    edit = inserted(spot.path, spot.offset, f" [{words.word(random, spot.language)}](term:{key})")
    place = within(entry, entry.text.index("!!binary"))
    return Laid(Finding("M806", place), [entry, edit], [Finding("M807", place)])


KINDS: dict[str, tuple[Kind, ...]] = {
    "M804": (
        missing_chapter,
        removed_chapter,
        misnamed_image,
        new_missing_image,
        missing_sign,
        removed_image,
    ),
    "M805": (
        image_from_outside,
        new_image_from_outside,
        drawing_with_more,
        chapter_from_outside,
        link_outside,
    ),
    "M806": (broken_image, unreadable_new_chapter, unreadable_chapter, broken_yaml, alias),
}
