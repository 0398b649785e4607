"""A refusal: what was wrong, where, and what to do about it."""


class Refused(Exception):  # noqa: N818  a refusal is an answer with a reason, not a fault in the program
    """The system declines, gives its reason, and has changed nothing.

    ``what`` and ``where`` never hold a person's data; ``do`` tells the reader the next step.
    """

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, do
        super().__init__(" ".join(part for part in (f"{where}:" if where else "", what, do) if part))
