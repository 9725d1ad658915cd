"""What the element of a chapter says of all of it: the spine says so too, and the two agree."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Fault
from colofon.docbook import COMPONENTS
from colofon.reading.attributes import VALUES
from colofon.reading.markup import Markup, Node

KNOWN = f"allowed here: {', '.join(COMPONENTS)}"


def unknown_values(markup: Markup, node: Node) -> Iterator[Fault]:
    """Yield a fault for a role and for a language that are none."""
    role, language = node.attributes.get("role"), node.attributes.get("xml:lang")
    if role is not None and role not in COMPONENTS:
        yield _fault(markup, node, f"the role {role} is not known", KNOWN)
    if language is not None and not _is_language(language):
        yield _fault(markup, node, f"{language} is no {VALUES['lang'][1]}", VALUES["lang"][2])


def contradictions(markup: Markup, node: Node, role: str, language: str) -> Iterator[Fault]:
    """Yield a fault for a role and for a language that are others than those of the spine."""
    own, spoken = node.attributes.get("role", role), node.attributes.get("xml:lang", language)
    if own in COMPONENTS and own != role:
        message = f"the chapter says its role is {own}, and the spine that it is {role}"
        yield _fault(markup, node, message, f"write role: {own} in the spine, or remove it here")
    if language and _is_language(spoken) and spoken.lower() != language.lower():
        message = f"the chapter says it is in {spoken}, and book.yaml that it is in {language}"
        yield _fault(markup, node, message, f"write language: {spoken} in the spine, or remove it here")


def _is_language(text: str) -> bool:
    return VALUES["lang"][0].fullmatch(text) is not None


def _fault(markup: Markup, node: Node, message: str, hint: str) -> Fault:
    return Fault("unknown-attribute", markup.position(node.offset), message, hint)
