"""Getting a browser, and saying what this machine lacks."""

import asyncio
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import async_playwright

from ux_audit.errors import MachineError, UxAuditError
from ux_audit.resources import find_resources
from ux_audit.visit.browser import find_system_browser, open_browser

DOWNLOAD_LIMIT_S = 420.0
PACKAGES_LIMIT_S = 900.0
LEAST_PYTHON = (3, 11)
LEAST_CORES = 2
# Two walks and a browser stay below 1.5 GiB; the system needs the rest.
LEAST_MEMORY_GIB = 2.0
NAME_OF_MODULE = {
    "playwright": "playwright",
    "bs4": "beautifulsoup4",
    "lxml": "lxml",
    "httpx": "httpx",
    "jinja2": "jinja2",
    "click": "click",
    "pydantic": "pydantic",
    "ruamel.yaml": "ruamel.yaml",
    "rich": "rich",
    "extruct": "extruct",
    "price_parser": "price-parser",
    "babel": "babel",
    "protego": "protego",
    "axe_playwright_python": "axe-playwright-python",
    "PIL": "pillow",
    "starlette": "starlette",
    "uvicorn": "uvicorn",
}
MANUAL = "Install Chromium or Chrome by hand and give its path with --browser."


@dataclass(frozen=True)
class Check:
    """One thing looked at: what it is, whether it is well, what was found, and the command that mends it."""

    name: str
    fine: bool
    found: str
    remedy: str = ""
    needed: bool = True


def install_browser(say: Callable[[str], None] = lambda text: None) -> str:
    """Get a browser and say which. Raises MachineError with the command to run by hand.

    Playwright's own Chromium first, within seven minutes; where that cannot be had, the system's package.
    """
    say("downloading Playwright's Chromium")
    if _run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_LIMIT_S):
        own = find_own_browser()
        if own is not None and starts(own):
            return f"Playwright's Chromium: {own}"
        say("it does not start here; some of its libraries are missing")
    else:
        say("it could not be downloaded")
    system = find_system_browser()
    if system is not None and starts(system):
        return f"the system's browser: {system}"
    command = package_command()
    if command is not None:
        say(f"installing the system's Chromium: {' '.join(command)}")
        _run([*command[:-3], "update"], PACKAGES_LIMIT_S)
        if _run(command, PACKAGES_LIMIT_S):
            system = find_system_browser()
            if system is not None:
                return f"the system's browser: {system}"
    raise MachineError("No browser could be installed.", by_hand())


def package_command() -> list[str] | None:
    """Return the command that installs the system's Chromium without asking, or None where there is none."""
    if shutil.which("apt-get") is None:
        return None
    order = ["apt-get", "install", "-y", "chromium"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return order
    if shutil.which("sudo") and _run(["sudo", "-n", "true"], 10):
        return ["sudo", "-n", *order]
    return None


def by_hand() -> str:
    """Return the one command a person can run to get a browser on this system."""
    if sys.platform == "darwin":
        return "Run: brew install --cask chromium"
    if shutil.which("apt-get"):
        return "Run: sudo apt-get install -y chromium"
    if shutil.which("dnf"):
        return "Run: sudo dnf install -y chromium"
    return MANUAL


def find_own_browser() -> Path | None:
    """Return Playwright's own Chromium, or None when it has not been downloaded."""
    path = Path(asyncio.run(_own_path()))
    return path if path.is_file() else None


async def _own_path() -> str:
    async with async_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: Path | None = None) -> bool:
    """Return whether a browser starts and draws a page."""
    try:
        asyncio.run(_start(str(path) if path else None))
    except UxAuditError:
        return False
    return True


async def _start(path: str | None) -> str:
    async with open_browser(path) as browser:
        page = await browser.new_page()
        await page.goto("about:blank")
        return browser.version


def _run(command: list[str], limit_s: float) -> bool:
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=limit_s, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def examine(browser: str | None = None) -> list[Check]:
    """Return everything that a run needs of this machine, each with how it is."""
    return [
        check_python(), check_packages(), check_browser(browser), check_resources(), check_folder(Path.cwd()),
        check_memory(), check_cores(),
    ]  # fmt: skip


def check_python() -> Check:
    """Look at Python's version."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    fine = sys.version_info[:2] >= LEAST_PYTHON
    return Check("Python", fine, version, "Install Python 3.11 or newer, and ux-audit with it.")


def check_packages() -> Check:
    """Look for the libraries that are needed."""
    missing = [name for module, name in NAME_OF_MODULE.items() if not _is_importable(module)]
    if missing:
        return Check(
            "libraries", False, f"missing: {', '.join(missing)}", f"Run: pip install {' '.join(missing)}"
        )
    return Check(
        "libraries",
        True,
        f"playwright {importlib.metadata.version('playwright')} and {len(NAME_OF_MODULE) - 1} more",
    )


def _is_importable(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def check_browser(wanted: str | None = None) -> Check:
    """Start the browser that a run would use."""
    try:
        version = asyncio.run(_start(wanted))
    except MachineError as error:
        remedy = (
            error.remedy if "browser install" in error.remedy or wanted else "Run: ux-audit browser install"
        )
        return Check("browser", False, error.message, remedy)
    return Check("browser", True, f"starts, version {version}")


def check_resources() -> Check:
    """Look for the rules and the report templates."""
    try:
        folders = [find_resources(name) for name in ("rules", "reports")]
    except MachineError as error:
        return Check(
            "rules and templates", False, error.message, "Run: pip install --force-reinstall ux-audit"
        )
    return Check("rules and templates", True, ", ".join(str(folder) for folder in folders))


def check_folder(folder: Path) -> Check:
    """Try to write where a run would write."""
    try:
        with tempfile.TemporaryDirectory(dir=folder):
            return Check("this folder", True, f"{folder} can be written to")
    except OSError as error:
        reason = error.strerror or str(error)
        return Check(
            "this folder", False, f"{folder}: {reason}", "Change to a folder of your own, or use --out."
        )


def check_memory() -> Check:
    """Look at the memory that is free; little of it slows a run but does not forbid it."""
    free = _free_memory_gib()
    if free is None:
        return Check("memory", True, "not known on this system", needed=False)
    fine = free >= LEAST_MEMORY_GIB
    return Check(
        "memory", fine, f"{free:.1f} GiB free", "Close other programs: a run wants 2 GiB.", needed=False
    )


def _free_memory_gib() -> float | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kib = next((int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), None)
    return None if kib is None else kib / 1024 / 1024


def check_cores() -> Check:
    """Count the processor's cores; with one, loads are timed one after the other."""
    cores = os.cpu_count() or 1
    return Check(
        "processor", cores >= LEAST_CORES, f"{cores} cores", "Timed loads want two cores.", needed=False
    )
