"""Write the emails people owe after a job interview.

``draft`` makes letters from answers in one call; see `drafter.filling.drafting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.filling.drafting import draft as draft

__version__ = "0.1.0"
__all__ = ["__version__", "draft"]


def __getattr__(name: str) -> Any:
    # Imported only where it is used, so that the command line stays light.
    if name == "draft":
        from drafter.filling.drafting import draft

        return draft
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
