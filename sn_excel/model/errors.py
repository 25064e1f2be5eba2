"""What we say when we cannot go on: one Swedish sentence, caught once, in the host."""


class SnError(Exception):
    """A user's input cannot be used; the text is one Swedish sentence that says what to do."""


class UnreadableFileError(SnError):
    """The file is not what it should be, or cannot be opened."""


class AmbiguousInputError(SnError):
    """Arithmetic does not decide what the input means; the sentence shows the candidates."""


class RefusedEditError(SnError):
    """A workbook cannot take an edit without losing something; nothing was written."""
