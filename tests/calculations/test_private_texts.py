"""Texts that point at a person are asked about; ordinary explanations of a deviation are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sn_excel.calculations.private_texts import checks, personal_numbers, suspicions


@pytest.mark.parametrize(
    "text",
    [
        "gäller 811218-9876",
        "gäller 19811218-9876",
        "gäller 198112189876",
        "gäller 8112189876.",
        "samordningsnummer 701063-2391",
        "född 090302",
    ],
)
def test_a_personal_number_is_asked_about(text: str) -> None:
    assert "personnummer" in suspicions(text)[0]


@pytest.mark.parametrize("text", ["faktura 8112189875", "konto 5060-1234567890", "belopp 1 234 567", "131 388-139 225"])
def test_other_numbers_are_no_personal_numbers(text: str) -> None:
    assert not list(personal_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        "avtal med Förnamn Efternamnsson",
        "enligt Förnamn Efternamn på avdelningen",
        "Klienten Förnamn flyttar",
        "Anna slutar",
    ],
)
def test_a_name_is_asked_about(text: str) -> None:
    assert any("namn" in one for one in suspicions(text))


@pytest.mark.parametrize(
    "text",
    [
        "placering av ett barn",
        "en ny HVB-placering från juni",
        "en dyr placering",
        "14-årig pojke",
        "brukaren flyttar till LSS-boende",
        "1 familj i skyddat boende",
        "ett ärende enligt LVU",
        "Pojke 14 år placerad på annan ort",
        "kvinna, 83 år i korttidsboende",
        "avser flicka placerad från juni",
    ],
)
def test_a_single_persons_placement_is_asked_about(text: str) -> None:
    assert any("enskild" in one for one in suspicions(text))


@pytest.mark.parametrize(
    "text",
    [
        "högre placeringskostnader än budgeterat",
        "fler barn placerade i familjehem",
        "Nya scheman enligt arbetstidsdirektivet, 32 personer anställs",
        "hyra för Särskilt boende i Norra Vägen",
        "Avtal med Region Jönköping om hjälpmedel",
        "en barn- och ungdomsutredning mer i månaden",
        "Vikarier. Sommaren kräver fler",
        "",
    ],
)
def test_an_ordinary_explanation_is_left_alone(text: str) -> None:
    assert suspicions(text) == ()


def test_names_of_units_are_no_persons() -> None:
    assert suspicions("hyran för Tellus Serviceboende höjs")
    assert not suspicions("hyran för Tellus Serviceboende höjs", ["Tellus serviceboende"])


def test_of_the_reports_comments_only_names_and_one_service_are_asked_about(seeds: Path) -> None:
    text = (seeds / "kommentarer.md").read_text(encoding="utf-8")
    asked = [line for line in text.splitlines() if suspicions(line)]
    assert len(asked) == 3
    assert sum("Ordförande" in line or "Förvaltningschef" in line for line in asked) == 2


def test_a_check_digit_is_the_last_of_ten() -> None:
    assert [digit for digit in "0123456789" if checks("811218987" + digit)] == ["6"]
