"""What a cell function declares to xlwings: the words of `xlwings.func` and `xlwings.arg`, without importing xlwings.

xlwings imports pandas, numpy and polars where they are installed (measured: half a second of CPU); a function needs
none of them. xlwings' server reads only the mapping `__xlfunc__`, so it is made here, on every platform alike;
a test holds it equal to what the pinned xlwings makes itself. Type hints are resolved when a function is declared,
as xlwings does on Windows, so a type that is imported for the type checker alone fails at once, everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any, TypeVar, get_origin, get_type_hints

Function = TypeVar("Function", bound=Callable[..., Any])

CATEGORY = "Socialnämnd"
LONGEST = 255
"""Excel shows no longer description."""


def func(category: str = CATEGORY, call_in_wizard: bool = False) -> Callable[[Function], Function]:
    """Declare a cell function; not volatile, never asynchronous, not computed inside the Function Wizard.

    ValueError where its description is missing or too long for Excel.
    """

    def declared(function: Function) -> Function:
        metadata = _metadata(function)
        texts = [metadata["ret"]["doc"], *(argument["doc"] for argument in metadata["args"])]
        if not all(0 < len(text) <= LONGEST for text in texts):
            raise ValueError(f"{function.__name__}: every description must have 1 to {LONGEST} characters")
        metadata |= {"category": category, "call_in_wizard": call_in_wizard, "volatile": False, "async_mode": None}
        return function

    return declared


def arg(name: str, doc: str) -> Callable[[Function], Function]:
    """Describe an argument; it arrives as rows of cells, errors as their text (else xlwings would make them blank)."""

    def declared(function: Function) -> Function:
        argument = _metadata(function)["argmap"][name]
        argument["doc"] = doc
        argument["options"] |= {"ndim": 2, "err_to_str": True}
        return function

    return declared


def _metadata(function: Callable[..., Any]) -> dict[str, Any]:
    found: dict[str, Any] | None = getattr(function, "__xlfunc__", None)
    if found is None:
        hints = get_type_hints(function, include_extras=True)
        arguments = [
            _argument(at, parameter, hints) for at, parameter in enumerate(signature(function).parameters.values())
        ]
        found = {
            "name": function.__name__,
            "sub": False,
            "args": arguments,
            "argmap": {argument["name"]: argument for argument in arguments},
            "ret": {"doc": function.__doc__ or "", "options": _conversion(hints, "return")},
        }
        function.__xlfunc__ = found  # type: ignore[attr-defined]  # xlwings looks for it there
    return found


def _argument(at: int, parameter: Parameter, hints: dict[str, Any]) -> dict[str, Any]:
    argument = {
        "name": parameter.name,
        "pos": at,
        "vba": None,
        "doc": "",
        "vararg": False,
        "options": _conversion(hints, parameter.name),
    }
    if parameter.default is not Parameter.empty:
        argument["optional"] = parameter.default
    return argument


def _conversion(hints: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the converter a hint asks xlwings for: the outermost type of it."""
    return {"convert": get_origin(hints[name]) or hints[name]} if name in hints else {}
