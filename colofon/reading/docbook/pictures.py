"""Pictures: figures, and images in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from colofon.book import POSITION, Element
from colofon.reading.attributes import set_attributes
from colofon.reading.markup import EntityReference, Node
from colofon.reading.syntax.attributes import Attributes

if TYPE_CHECKING:
    from colofon.reading.docbook.blocks import Blocks

HINT = "an alternative is text, without markup"


def figure(blocks: Blocks, node: Node) -> None:
    """Append a figure, or a picture that stands by itself."""
    media = node if node.name == "mediaobject" else node.first("mediaobject")
    place = {POSITION: blocks.place(node.offset)}
    made = etree.SubElement(blocks.current, "figure", place)
    picture = etree.SubElement(made, "img", place)
    if media is not None:
        fill_image(blocks, media, picture)
        blocks.identify(media, picture)
    if node is media:
        return
    blocks.only(node, "title", "mediaobject")
    for second in (*node.nodes("mediaobject")[1:], *node.nodes("title")[1:]):
        blocks.unknown(second, "stand here twice")
    outer, blocks.current = blocks.current, made
    for title in node.nodes("title")[:1]:
        blocks.check_attributes(title)
        blocks.text_block(title, "figcaption")
    blocks.current = outer
    blocks.identify(node, made)


def fill_image(blocks: Blocks, node: Node, image: Element) -> None:
    """Lay on an image what a media object says: file, alternative, width."""
    data = _part(blocks, node, "imageobject", "imagedata")
    phrase = _part(blocks, node, "textobject", "phrase")
    blocks.only(node, "imageobject", "textobject")
    if data is not None:
        blocks.only(data)
    if phrase is not None:
        _plain(blocks, phrase)
    image.set("src", data.attributes.get("fileref", "") if data is not None else "")
    values = [("alt", " ".join(phrase.text().split()))] if phrase is not None else []
    if data is not None and "contentwidth" in data.attributes:
        values.append(("width", data.attributes["contentwidth"]))
    found = Attributes([], [], values, 0)
    blocks.faults += set_attributes(image, found, blocks.markup.path, frozenset(), ("alt", "width"))


def _part(blocks: Blocks, node: Node, holder: str, name: str) -> Node | None:
    """Return what a media object holds in the one holder of a name; what would be lost is reported."""
    holders = node.nodes(holder)
    for second in holders[1:]:
        blocks.unknown(second, "stand here twice")
    if not holders:
        return None
    blocks.check_attributes(holders[0])
    blocks.only(holders[0], name)
    part = holders[0].first(name)
    if part is not None:
        blocks.check_attributes(part)
    return part


def _plain(blocks: Blocks, phrase: Node) -> None:
    """Report what would be lost of an alternative, or become words of it: it is text alone."""
    for child in phrase.children:
        if isinstance(child, EntityReference):
            blocks.fault("raw-html", child.offset, f"&{child.name}; cannot stand in an alternative", HINT)
        elif isinstance(child, Node):
            blocks.unknown(child, "stand in an alternative")
