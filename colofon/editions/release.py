"""What ``book.yaml`` says about a release, as the metadata of a file want it."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime

from colofon.book import Metadata


def names(metadata: Metadata, role: str) -> list[str]:
    """Return the contributors of a role, a MARC relator code."""
    found = metadata.data.get("contributors")
    people = found if isinstance(found, list) else []
    return [str(person["name"]) for person in people if person.get("role") == role]


def keywords(metadata: Metadata) -> list[str]:
    """Return the subjects of a book."""
    found = metadata.data.get("subjects")
    return [str(subject) for subject in found] if isinstance(found, list) else []


def moment(metadata: Metadata) -> str:
    """Return when the file was made: SOURCE_DATE_EPOCH where it is set, else the day of publication."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(metadata.data.get("date", ""))


def identifier(metadata: Metadata) -> uuid.UUID:
    """Return the identifier of a release, which is made of its title, language and version."""
    name = f"{metadata.slug}-{metadata.language}/{metadata.data.get('version', '')}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name)
