"""Stage packages that are called like the function they are named after.

`cdiff.parse` is a package of the house and, for the library's user, a function. Python binds a package to its
name in the parent as soon as anything inside it is imported, so the function would vanish under it. A
package that can be called is both, whatever was imported first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any


def make_callable(name: str, function: Callable[..., Any]) -> None:
    """Let a call of the module `name` call `function`."""

    class CallableModule(ModuleType):
        __wrapped__ = staticmethod(function)
        __signature__ = property(lambda self: _signature(function))

        def __call__(self, *given: Any, **named: Any) -> Any:
            return function(*given, **named)

    sys.modules[name].__class__ = CallableModule


def _signature(function: Callable[..., Any]) -> object:
    from inspect import signature

    return signature(function)
