"""Applications: a list of edits made in a package that nobody else sees until all of them are made."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.model.edits import AddSheet, DefineName, DropSheet, Edit
from sn_excel.model.findings import Severity
from sn_excel.model.places import At, quoted
from sn_excel.ooxml.book.calculation_chain import drop_chain, foreign_functions, formula_count
from sn_excel.ooxml.book.conditional_formats import STRONGEST_FIRST, differential, marked, rule_splices
from sn_excel.ooxml.book.differential_styles import drop_differentials
from sn_excel.ooxml.book.new_sheets import Model, add_sheet, drop_sheet
from sn_excel.ooxml.book.notes import Home, notes_changed
from sn_excel.ooxml.book.styles import Styles
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import Splice, spliced
from sn_excel.ooxml.sheet.sheet_edits import SheetEdits, content_splices
from sn_excel.ooxml.sheet.worksheet_part import Worksheet, written


class Application:
    """One application of edits; sheets come and go in order, the edits of a sheet are made in one pass at the end."""

    def __init__(self, book: Book, templates: Book | None) -> None:
        self.book, self.package, self.templates = book, book.package, templates
        self.styles = Styles(book.package, book)
        self.pending: dict[str, SheetEdits] = {}
        self.fresh: set[str] = set()
        self.chained = False

    def run(self, edits: Sequence[Edit]) -> None:
        """Make the edits, known not to be refused."""
        returning = {edit.name.casefold() for edit in edits if isinstance(edit, AddSheet)}
        for edit in edits:
            match edit:
                case AddSheet():
                    self._add(edit)
                case DropSheet():
                    tab = self.book.tab(edit.name)
                    self.pending.pop(tab.part, None)
                    drop_sheet(self.book, tab, tab.name.casefold() in returning)
                case DefineName():
                    text = f"{quoted(edit.sheet)}!{written(edit.area, dollars=True)}" if edit.area else None
                    self.book.define(edit.name, text)
                case _:
                    part = self.book.tab(edit.sheet).part
                    self.pending.setdefault(part, SheetEdits()).add(edit)
        stale = self._stale()
        for part, gathered in self.pending.items():
            self._edit(part, gathered)
        self.styles.save()
        self._finish(stale)

    def _add(self, edit: AddSheet) -> None:
        book = self.book
        if self.templates and edit.like.casefold() not in {tab.name.casefold() for tab in book.worksheets()}:
            book = self.templates
        part = add_sheet(self.book, self.styles, Model(book, book.tab(edit.like), edit.name), edit.before)
        self.fresh.add(part)

    def _edit(self, part: str, gathered: SheetEdits) -> None:
        sheet = Worksheet(self.package.text(part))
        splices, formulas = content_splices(sheet, gathered, self.styles)
        self.chained |= formulas
        if gathered.marks or gathered.unmark:
            splices += self._marks(Home(self.book, part, sheet), gathered)
        if splices:
            self.package.write(part, spliced(sheet.markup.text, splices))

    def _marks(self, home: Home, gathered: SheetEdits) -> list[Splice]:
        worst: dict[At, Severity] = {}
        texts: dict[At, str] = {}
        for mark in gathered.marks:
            known = worst.setdefault(mark.at, mark.severity)
            worst[mark.at] = min(known, mark.severity, key=STRONGEST_FIRST.index)
            texts[mark.at] = "\n".join(dict.fromkeys(text for text in (texts.get(mark.at, ""), mark.note) if text))
        splices = rule_splices(home.sheet, worst, gathered.unmark, self._differential)
        return splices + notes_changed(home, texts, gathered.unmark)

    def _differential(self, severity: Severity) -> int:
        return self.styles.differential(differential(severity, self.styles.markup.prefix))

    def _stale(self) -> bool:
        """Say whether a formula may show an old value: a cell is changed, and some formula is given no value here."""
        changed = any(gathered.cells for part, gathered in self.pending.items() if part not in self.fresh)
        if not changed or self.book.calculates_on_load:
            return False
        given = sum(len(gathered.cached) for gathered in self.pending.values())
        return formula_count(self.book) > given

    def _finish(self, stale: bool) -> None:
        if self.chained:
            drop_chain(self.book)
        if stale and not foreign_functions(self.book):
            self.book.calculate_on_load()
        if any(gathered.unmark for gathered in self.pending.values()) and not self._marked():
            drop_differentials(self.book)

    def _marked(self) -> bool:
        """Say whether some sheet still carries a rule of ours."""
        texts = (self.package.text(tab.part) for tab in self.book.worksheets())
        return any("sn_excel:" in text and marked(Worksheet(text)) for text in texts)
