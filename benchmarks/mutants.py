"""Mutants: small faults planted one at a time in a room's code, and whether the room's own tests notice.

By hand, not in the gate: `python benchmarks/mutants.py ROOM [COUNT [SEED]]`, for instance `writing 40`. The work is
done in a copy of the tree. Each mutant runs `tests/ROOM` and the doctests of the changed module; what survives is
listed, and is either equivalent to the code (no test can tell) or worth a test.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 300
LEFT_OUT = (".git", ".venv", "*.pyc", "__pycache__", ".*_cache", "demo", "dist")
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the faults that can stand in a node's place."""
    fault: ast.AST
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        fault = copy.deepcopy(node)
        fault.ops[0] = COMPARISONS[type(node.ops[0])]()
        yield fault
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant) and type(node.value) in {int, bool}:
        yield ast.Constant((not node.value) if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.Return) and node.value and not _none(node.value):
        yield ast.Return(ast.Constant(None))
    elif (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)) or isinstance(
        node, ast.AugAssign | ast.Continue
    ):
        yield ast.Pass()


def _none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def sites(node: ast.AST, inside: bool = False) -> Iterator[ast.AST]:
    """Yield the nodes of functions' bodies: no annotation, default, docstring or class attribute."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "args", "decorator_list"} and not isinstance(node, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                deeper = inside or isinstance(node, ast.FunctionDef | ast.Lambda)
                if deeper and any(True for _ in replacements(child)):
                    yield child
                yield from sites(child, deeper)


def mutated(source: str, number: int) -> tuple[str, str]:
    """Return a module with its fault of that number planted, and what the fault is."""
    tree = ast.parse(source)
    chosen = list(sites(tree))[number]
    fault = next(replacements(chosen))
    told = f"{getattr(chosen, 'lineno', 0)}: {ast.unparse(chosen)} → {ast.unparse(fault)}"

    class Planting(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return fault if node is chosen else super().visit(node)

    return ast.unparse(ast.fix_missing_locations(Planting().visit(tree))), told


def killed(room: str, module: Path, tree: Path) -> bool:
    """Say whether the room's own tests fail (or never end) in a copy of the tree."""
    tests = [f"tests/{room}", str(module)]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    shared = {"SN_SHARED": os.environ.get("SN_SHARED", str(ROOT.parent / "shared"))}
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tree)}
    try:
        done = subprocess.run(
            ["nice", *command],
            cwd=tree,
            env=os.environ | shared | quiet,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main(room: str, count: int = 40, seed: int = 10) -> None:
    """Plant faults in a room at random, and print those that its tests do not notice."""
    modules = sorted((ROOT / "sn_excel" / room).rglob("*.py"))
    every = [(path, at) for path in modules for at in range(len(list(sites(ast.parse(path.read_text("utf-8"))))))]
    sample = random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - a sample, no secret
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if killed(room, tree / "sn_excel" / room, tree):
            sys.exit(f"tests/{room} fails before any fault is planted")
        alive = 0
        for path, at in sorted(sample):
            source = path.read_text("utf-8")
            place = tree / path.relative_to(ROOT)
            text, told = mutated(source, at)
            place.write_text(text, "utf-8")
            if not killed(room, place, tree):
                alive += 1
                print(f"{path.relative_to(ROOT)}:{told}", flush=True)
            place.write_text(source, "utf-8")
    print(f"{room}: {len(sample) - alive} of {len(sample)} killed ({100 * (len(sample) - alive) // len(sample)} %)")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
