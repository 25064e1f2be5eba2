"""The one registry of what people press: ribbon, VBA, macros and Calc's menu are made from it or held against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TAB = "Socialnämnd"
TAB_KEYTIP = "Z"
LATER = "Finns inte än; knappen tänds i en kommande version."


class Group(StrEnum):
    """A group of buttons; the value is its Swedish label."""

    MONTH = "Månad"
    CHECK = "Kontroll"
    FORECAST = "Prognos"
    REPORT = "Rapport"
    TOOLS = "Verktyg"


class Kind(StrEnum):
    """What a question asks for; the value is how the add-in's VBA knows it."""

    FILE = "file"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked before a command runs; the answer is a path or a typed text."""

    kind: Kind
    text: str

    @property
    def code(self) -> str:
        """Return the question as the add-in's VBA takes it.

        >>> Question(Kind.FILE, "Välj exporten").code
        'file:Välj exporten'
        """
        return f"{self.kind}:{self.text}"


class Status(StrEnum):
    """Whether what is told went well; the value is how the add-in's VBA knows it."""

    DONE = "done"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Told:
    """What a button tells, and whether it is that something is wrong; an empty text is not shown."""

    text: str
    wrong: bool = False

    @property
    def lines(self) -> str:
        """Return the status on a line of its own and the text below it, as the add-in's VBA takes them.

        >>> Told("Spara boken.", wrong=True).lines
        'wrong\\nSpara boken.'
        """
        return f"{Status.WRONG if self.wrong else Status.DONE}\n{self.text}"


EXPORT = Question(Kind.FILE, "Välj ekonomisystemets export")
FILLED = Question(
    Kind.MONTH,
    "Vilken månad ska läsas in? Skriv år och månad, till exempel 2024-05. "
    "Säger exporten inte sin enhet: lägg till kr, tkr eller mkr.",
)
ROLLED = Question(Kind.MONTH, "Vilken månad ska den nya boken gälla? Skriv år och månad, till exempel 2024-06.")


@dataclass(frozen=True, slots=True)
class Command:
    """One button: `macro` is its function in hosts/desktop/macros.py, `sub` its VBA Sub.

    `image` is a control name of Excel. `undoable` says that it changes cells which `undo` can take back.
    A command that is not `built` is shown disabled and says so. `vba` names the Sub of the add-in's own VBA that does
    it (then Python has no part in it), empty for none. The macro takes the book and an answer to each question that
    the command `asks`.
    """

    macro: str
    group: Group
    label: str
    screentip: str
    supertip: str
    keytip: str
    image: str
    built: bool = True
    large: bool = False
    undoable: bool = False
    vba: str = ""
    asks: tuple[Question, ...] = ()

    @property
    def id(self) -> str:
        """Return the control's id.

        >>> COMMANDS[3].id, COMMANDS[3].sub
        ('snCheck', 'SnCheck')
        """
        return "sn" + self.camel

    @property
    def sub(self) -> str:
        """Return the name of the VBA Sub that the button calls."""
        return "Sn" + self.camel

    @property
    def camel(self) -> str:
        """Return the macro's name in one word."""
        return "".join(part.capitalize() for part in self.macro.split("_"))

    @property
    def tip(self) -> str:
        """Return the longer text under the label, which says so when the button does nothing yet."""
        return self.supertip if self.built else f"{self.supertip} {LATER}"


COMMANDS: tuple[Command, ...] = (
    Command(
        "fill", Group.MONTH, "Läs in utfall", "Läs in utfall och budget från en export",
        "Fyller utfall, budget och årsbudget per verksamhet från en export. Formler och texter rörs inte.",
        "L", "GetExternalDataFromText", large=True, undoable=True, asks=(EXPORT, FILLED),
    ),
    Command(
        "recompute", Group.MONTH, "Uppdatera beräkningar", "Räkna om och stäm av på nytt",
        "Låter programmet räkna klart och gör markeringar och Avstämning efter det som står i cellerna nu.",
        "U", "CalculateNow", undoable=True,
    ),
    Command(
        "roll", Group.MONTH, "Ny månad", "Gör nästa månads bok av den här",
        "Sparar en ny bok bredvid och öppnar den: månaden i rubrikerna är bytt, utfall och budget är tömda, utseendet "
        "är kvar. Den här boken ändras inte.",
        "N", "FileNew", asks=(ROLLED,),
    ),
    Command(
        "check", Group.CHECK, "Stäm av", "Kontrollera att allt stämmer",
        "Kontrollerar rader, summor, sidor och sammanställning. Det som inte stämmer färgas och förklaras på bladet "
        "Avstämning. Inga belopp ändras. Rensa markeringar tar bort färgerna.",
        "S", "ErrorChecking", large=True, undoable=True,
    ),
    Command(
        "next_finding", Group.CHECK, "Nästa anmärkning", "Gå till nästa anmärkning",
        "Markerar nästa cell som bladet Avstämning har en anmärkning om.",
        "A", "ReviewNextComment",
    ),
    Command(
        "clear", Group.CHECK, "Rensa markeringar", "Ta bort tilläggets färger och kommentarer",
        "Tar bort tilläggets egna markeringar och bladet Avstämning. Dina egna färger och kommentarer rörs inte.",
        "R", "ClearFormats", undoable=True,
    ),
    Command(
        "forecast", Group.FORECAST, "Beräkna prognos", "Beräkna prognos för helåret",
        "Ställer reglernas prognoser bredvid varandra på bladet Prognos. Det du har fyllt i där och på "
        "Prognosjusteringar är kvar och räknas in.",
        "B", "ChartTrendline", large=True, undoable=True,
    ),
    Command(
        "adjustment", Group.FORECAST, "Ny justering", "Lägg till en prognosjustering",
        "Påbörjar en rad på bladet Prognosjusteringar för verksamheten på den rad du står på och säger vad du ska "
        "fylla i.",
        "J", "ScenarioManager", undoable=True,
    ),
    Command(
        "tertial", Group.REPORT, "Tertialrapport", "Gör tertialrapporten",
        "Resultaträkning, driftredovisning, analys och mål efter april, augusti och december.",
        "T", "Consolidate", built=False, large=True,
    ),
    Command(
        "board_copy", Group.REPORT, "Kopia till nämnden", "Gör en kopia att publicera",
        "En kopia utan markeringar, anmärkningar, dolda blad och personuppgifter.",
        "K", "FileDocumentInspect", built=False,
    ),
    Command(
        "undo", Group.TOOLS, "Återställ senaste", "Ta tillbaka tilläggets senaste ändring",
        "Återställer de celler som fortfarande har det som tillägget skrev och räknar upp de andra. Även Ctrl+Z.",
        "G", "Undo", large=True,
    ),
    Command(
        "settings", Group.TOOLS, "Inställningar", "Visa inställningarna",
        "Visar vilka inställningar som gäller och i vilken fil de står.",
        "I", "ApplicationOptionsDialog",
    ),
    Command(
        "self_test", Group.TOOLS, "Självtest", "Prova att tillägget fungerar här",
        "Provar Python, cellfunktionerna och behörigheterna på den här datorn och säger vad som behöver åtgärdas.",
        "P", "MacroPlay", vba="RunSelfTest",
    ),
    Command(
        "handbook", Group.TOOLS, "Handbok", "Visa var handboken finns",
        "Visar var handboken finns och vad varje knapp och funktion gör.",
        "H", "Help",
    ),
    Command(
        "about", Group.TOOLS, "Om", "Om tillägget",
        "Version, licens och vilken Python tillägget använder.",
        "O", "FileProperties",
    ),
)  # fmt: skip


def named(macro: str) -> Command:
    """Return the command of a macro's name; KeyError when there is none.

    >>> named("check").label
    'Stäm av'
    """
    return {command.macro: command for command in COMMANDS}[macro]
