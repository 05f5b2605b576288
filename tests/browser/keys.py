"""A keyboard at a page, and nothing else: no mouse, no finger."""

from __future__ import annotations

MOST_TABS = 260


class Keys:
    """Presses keys; where the page's focus is, is all it knows."""

    def __init__(self, page) -> None:
        self.page, self.press = page, page.keyboard.press

    def to(self, selector: str) -> None:
        """Tab until the focus is on something that the selector matches."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard never reaches {selector}")

    def enter(self, selector: str) -> None:
        """Go there and press Enter."""
        self.to(selector)
        self.press("Enter")

    def write(self, selector: str, text: str) -> None:
        """Go there and type."""
        self.to(selector)
        self.page.keyboard.type(text)

    def choose(self, selector: str, steps: int = 0) -> None:
        """Go to the first of a group of choices, take it, and move on by so many."""
        self.to(selector)
        self.press("Space")
        self.move(steps)

    def move(self, steps: int) -> None:
        """Arrows to the right."""
        for _ in range(steps):
            self.press("ArrowRight")
