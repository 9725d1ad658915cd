"""Elements of TBX, made; they stand in no namespace."""

from __future__ import annotations

from colofon.editions.xml import Maker

_maker = Maker()
element, child = _maker.element, _maker.child
