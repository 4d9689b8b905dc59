"""The one entrance, dev.py: it does each part of the set-up once, and says what only an administrator can do."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import dev

Commands = list[tuple[list[str], dict[str, str] | None]]
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    """A set-up in an empty place; every command it would run is written down, and does what the real one leaves."""
    for name in ("VENV", "STAMP", "PYTHON", "PROGRAM", "KEPT_CERTIFICATES"):
        monkeypatch.setattr(dev, name, tmp_path / getattr(dev, name).relative_to(dev.ROOT))
    monkeypatch.setattr(dev, "SYSTEM_CERTIFICATES", tmp_path / "system.crt")
    monkeypatch.setattr(dev, "TRANSLATIONS", tmp_path / "translations")
    monkeypatch.setattr(dev, "provide_system_packages", lambda command: None)
    written_down: Commands = []

    def require(command: Sequence[str], purpose: str, environment: dict[str, str] | None = None) -> None:
        written_down.append((list(command), environment))
        for result in (dev.PYTHON, dev.PROGRAM):
            result.parent.mkdir(parents=True, exist_ok=True)
            result.touch()

    monkeypatch.setattr(dev, "require", require)
    return written_down


def kinds(commands: Commands) -> list[str]:
    """What each command does, in a word."""
    words = {"venv": "environment", "-r": "dependencies", "-e": "program", "compile": "translation"}
    return [next(word for mark, word in words.items() if mark in command) for command, _ in commands]


def test_the_second_set_up_has_nothing_left_to_do(
    commands: Commands,
) -> None:
    dev.set_up("run", dev.RUNTIME_LOCK)
    assert kinds(commands) == ["environment", "dependencies", "program"]
    dev.set_up("run", dev.RUNTIME_LOCK)
    assert len(commands) == 3


def test_a_developers_set_up_also_serves_the_program(
    commands: Commands,
) -> None:
    dev.set_up("run", dev.RUNTIME_LOCK)
    dev.set_up("test", dev.DEV_LOCK)
    assert kinds(commands)[3:] == ["dependencies"]
    dev.set_up("run", dev.RUNTIME_LOCK)
    assert len(commands) == 4


def test_an_environment_made_elsewhere_is_replaced(
    commands: Commands,
) -> None:
    dev.set_up("run", dev.RUNTIME_LOCK)
    dev.write_stamp(dev.read_stamp() | {"interpreter": "3.9 in another place"})
    dev.set_up("run", dev.RUNTIME_LOCK)
    assert "--clear" in commands[3][0]
    assert kinds(commands)[3:] == ["environment", "dependencies", "program"]


def test_a_damaged_note_means_doing_everything_again(
    commands: Commands,
) -> None:
    dev.set_up("run", dev.RUNTIME_LOCK)
    dev.STAMP.write_text("{", encoding="utf-8")
    dev.set_up("run", dev.RUNTIME_LOCK)
    assert kinds(commands)[3:] == ["environment", "dependencies", "program"]


def test_only_newer_translations_are_compiled(
    commands: Commands,
) -> None:
    folder = dev.TRANSLATIONS / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "tmfcheck.po").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dev, "ROOT", dev.TRANSLATIONS.parent)
        dev.compile_translations()
        assert kinds(commands) == ["translation"]
        (folder / "tmfcheck.mo").touch()
        dev.compile_translations()
        assert len(commands) == 1


def test_pip_trusts_what_the_machine_trusted_before_a_package_replaced_it(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.SYSTEM_CERTIFICATES.write_bytes(b"as installed\n")
    dev.keep_certificates(b"of this house\n")
    assert dev.KEPT_CERTIFICATES.read_bytes() == b"of this house\nas installed\n"
    monkeypatch.setenv("PIP_CERT", str(dev.SYSTEM_CERTIFICATES))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(dev.SYSTEM_CERTIFICATES))
    monkeypatch.setenv("SSL_CERT_FILE", "/somewhere/else.pem")
    dev.pip(["-r", "requirements.lock"], "installing")
    environment = commands[0][1] or {}
    assert environment["PIP_CERT"] == environment["REQUESTS_CA_BUNDLE"] == str(dev.KEPT_CERTIFICATES)
    assert environment["SSL_CERT_FILE"] == "/somewhere/else.pem"


def test_pips_own_settings_are_left_alone_where_nothing_was_replaced(
    commands: Commands,
) -> None:
    dev.SYSTEM_CERTIFICATES.write_bytes(b"same")
    dev.keep_certificates(b"same")
    dev.pip(["-r", "requirements.lock"], "installing")
    assert commands[0][1] == dict(os.environ)


def test_dev_imports_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "dev.py").read_bytes())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_dev_tells_an_ordinary_user_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda program: f"/usr/bin/{program}")
    with pytest.raises(dev.SetupError) as caught:
        dev.install_packages(["libegl1", "python3.11-venv"])
    command = "apt-get install -y --no-install-recommends libegl1 python3.11-venv"
    assert f"\n    sudo apt-get update && sudo {command}\n" in str(caught.value)


def test_dev_ends_with_2_when_somebody_must_act_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def set_up(command: str, lock: Path) -> None:
        raise dev.SetupError("please do this")

    monkeypatch.setattr(dev, "set_up", set_up)
    monkeypatch.setattr(sys, "argv", ["dev.py", "test"])
    assert dev.main() == 2
    assert "please do this" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes these libraries from the system")
def test_dev_names_the_package_of_a_missing_library_only() -> None:
    missing = dev.find_missing_packages(
        {"libc.so.6": "libc6", "libmissing.so.1": "libmissing1"}, {"no-such-program": "tool"}
    )
    assert missing == ["libmissing1", "tool"]
