"""What `--json` prints is what the published schemas say, and the schemas are those of the models."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from sn_excel.hosts.cli.accuracy_answers import ArchiveAccuracy
from sn_excel.hosts.cli.answers import SCHEMAS, Check, Document, dumped
from tests.conftest import ROOT
from tests.hosts.cli.conftest import Run

HOME = ROOT / "docs" / "json"
MODELS: dict[str, type[BaseModel]] = {**SCHEMAS, "archive-accuracy": ArchiveAccuracy}


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_schemas", HOME / "build_schemas.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_published_schemas_are_those_of_the_models() -> None:
    assert {path.name: path.read_text("utf-8") for path in HOME.glob("*.json")} == builder().texts()


def fitting(schemas: list[dict[str, Any]], whole: dict[str, Any], told: Any) -> list[dict[str, Any]]:
    """The alternatives that are of an answer's kind; none for a plain value."""
    kind = "array" if isinstance(told, list) else "object" if isinstance(told, dict) else None
    targets = [whole["$defs"][one["$ref"].rsplit("/", 1)[1]] if "$ref" in one else one for one in schemas]
    return [target for target in targets if kind and target.get("type") == kind]


def names(schema: dict[str, Any], whole: dict[str, Any], told: Any) -> None:
    """Hold an answer against a schema's names, by the schema's own words: all that must stand, and nothing else."""
    if "$ref" in schema:
        names(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole, told)
    elif isinstance(told, list) and "items" in schema:
        for one in told:
            names(schema["items"], whole, one)
    elif isinstance(told, dict) and "properties" in schema:
        assert set(schema.get("required", ())) <= told.keys() <= schema["properties"].keys()
        assert schema["additionalProperties"] is False
        for key, value in told.items():
            names(schema["properties"][key], whole, value)
    elif "anyOf" in schema:
        for target in fitting(schema["anyOf"], whole, told):
            names(target, whole, told)


def holds(name: str, text: str) -> Any:
    told = json.loads(text)
    schema = json.loads((HOME / f"{name}.schema.json").read_text("utf-8"))
    names(schema, schema, told)
    MODELS[name].model_validate_json(text)
    return told


def test_every_command_answers_as_its_schema_says(run: Run, maj: Path, samples: Path, tmp_path: Path) -> None:
    april = samples / "april_2024.txt"
    assert holds("check", run("check", april, "--json").out)["findings"]
    assert len(holds("check", run("check", april, april, "--json").out)) == 2
    assert holds("recompute", run("recompute", maj, "--dry-run", "--json").out)["file"] == str(maj)
    export = samples / "export_2024-05.csv"
    made = run("regenerate", export, "--period", "2024-05", "--out", tmp_path / "ny.xlsx", "--json")
    assert "summary" in holds("regenerate", made.out)
    ledger = samples / "huvudbok_2024-05.csv"
    filled = run("fill", ledger, maj, "--period", "2024-05", "--dry-run", "--json")
    assert filled.code == 0, filled.err
    holds("fill", filled.out)
    forecast = holds("forecast", run("forecast", maj, "--no-backup", "--json").out)
    assert forecast["programmes"][-1]["forecast"]


def test_the_archive_answers_as_its_schemas_say(run: Run, maj: Path, samples: Path, tmp_path: Path) -> None:
    home = tmp_path / "arkiv.db"
    run("forecast", maj, "--no-backup")
    december = tmp_path / "helår.csv"
    december.write_text("kod;namn;period;utfall;årsbudget\n771;Program;2024-12;140000;134000\n", encoding="utf-8")
    assert run("archive", "add", home, maj).code == 0
    assert run("archive", "add", home, december, "--history").code == 0
    assert holds("archive-list", run("archive", "list", home, "--json").out)["forecasts"]
    assert holds("archive-show", run("archive", "show", home, "--period", "2024-05", "--json").out)["forecasts"]
    assert holds("archive-accuracy", run("archive", "accuracy", home, "--json").out)["board"]["with_adjustments"]


@pytest.mark.parametrize(
    "change", [{"file": 7}, {"extra": 1}, {"summary": {"error": "1", "warning": 0, "note": 0}}, {"findings": None}]
)
def test_an_answer_that_is_not_what_its_model_says_never_goes_out(change: dict[str, object]) -> None:
    good: dict[str, object] = {"file": "a", "summary": {"error": 0, "warning": 0, "note": 0}, "findings": []}
    assert json.loads(dumped(Document, good)) == good
    with pytest.raises(ValidationError):
        dumped(Check, good | change)
