"""Shapes: what is drawn on a sheet; its place, its size, its text and how that is set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge
from sn_excel.engine.characters import Characters
from sn_excel.engine.fonts import Font
from sn_excel.engine.losses import Spoken

PER_POINT = 2540 / 72
KINDS = {
    "com.sun.star.drawing.CustomShape": "auto_shape",
    "com.sun.star.drawing.TextShape": "text_box",
    "com.sun.star.drawing.LineShape": "line",
    "com.sun.star.drawing.ConnectorShape": "line",
    "com.sun.star.drawing.GroupShape": "group",
    "com.sun.star.drawing.GraphicObjectShape": "picture",
    "com.sun.star.drawing.OLE2Shape": "chart",
    "com.sun.star.drawing.ControlShape": "form_control",
    "com.sun.star.drawing.MediaShape": "media",
}


class Shape(Spoken, base_classes.Shape):
    """One shape; places and sizes in points. Scaling is not implemented."""

    parent: Any = None

    def __init__(self, sheet: Any, xl: Any) -> None:
        self.parent = sheet
        self.office = sheet.office
        self.xl = xl

    @property
    def api(self) -> Any:
        """Return Calc's shape."""
        return self.xl

    @property
    def name(self) -> str:
        """Return the name."""
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def type(self) -> str:
        """Return what kind of shape it is."""
        return KINDS.get(str(self.xl.ShapeType), "auto_shape")

    @property
    def left(self) -> float:
        """Return the distance from the sheet's left edge."""
        return float(round(self.xl.Position.X / PER_POINT, 2))

    @left.setter
    def left(self, value: float) -> None:
        self.xl.Position = bridge.struct("awt.Point", X=round(value * PER_POINT), Y=self.xl.Position.Y)

    @property
    def top(self) -> float:
        """Return the distance from the sheet's top."""
        return float(round(self.xl.Position.Y / PER_POINT, 2))

    @top.setter
    def top(self, value: float) -> None:
        self.xl.Position = bridge.struct("awt.Point", X=self.xl.Position.X, Y=round(value * PER_POINT))

    @property
    def width(self) -> float:
        """Return the width."""
        return float(round(self.xl.Size.Width / PER_POINT, 2))

    @width.setter
    def width(self, value: float) -> None:
        self.xl.Size = bridge.struct("awt.Size", Width=round(value * PER_POINT), Height=self.xl.Size.Height)

    @property
    def height(self) -> float:
        """Return the height."""
        return float(round(self.xl.Size.Height / PER_POINT, 2))

    @height.setter
    def height(self, value: float) -> None:
        self.xl.Size = bridge.struct("awt.Size", Width=self.xl.Size.Width, Height=round(value * PER_POINT))

    @property
    def text(self) -> str:
        """Return the text in it."""
        return str(self.xl.String)

    @text.setter
    def text(self, value: str) -> None:
        self.xl.String = str(value)

    @property
    def characters(self) -> Characters:
        """Return the text, part by part."""
        return Characters(self, self.xl)

    @property
    def font(self) -> Font:
        """Return how the text is set."""
        return self.characters.font

    def delete(self) -> None:
        """Take the shape away."""
        self.parent.xl.DrawPage.remove(self.xl)

    def activate(self) -> None:
        """Select the shape."""
        self.parent.activate()
        self.parent.book.xl.getCurrentController().select(self.xl)


class Shapes(Spoken, base_classes.Collection):
    """The shapes of a sheet, in the order they were drawn."""

    parent: Any = None

    def __init__(self, sheet: Any) -> None:
        self.parent = sheet
        self.office = sheet.office

    @property
    def api(self) -> Any:
        """Return Calc's drawing page."""
        return self.parent.xl.DrawPage

    def _all(self) -> list[Shape]:
        """Return the shapes but the frames of shown notes, which Calc draws too."""
        page = self.api
        found = (page.getByIndex(index) for index in range(page.Count))
        return [Shape(self.parent, one) for one in found if "Caption" not in str(one.ShapeType)]

    def __call__(self, key: Any) -> Shape:
        """Return a shape by its name or its number from 1; KeyError or IndexError without it."""
        shapes = self._all()
        if not isinstance(key, str):
            return shapes[int(key) - 1]
        for shape in shapes:
            if shape.name == key:
                return shape
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Shape]:
        return iter(self._all())

    def __contains__(self, key: str) -> bool:
        return any(shape.name == key for shape in self._all())
