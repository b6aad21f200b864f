"""Real browsers, without a window: Chromium and WebKit by their drivers, Firefox by Marionette.

There is no geckodriver in Debian, PyPI or npm; Marionette is what it would speak to.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TAB, ENTER, SPACE, CONTROL, SHIFT = "\ue004", "\ue007", " ", "\ue009", "\ue008"  # of WebDriver
PIP = "pip install 'interview-drafter[browser]'"
PATIENCE = 20  # seconds that a browser may take for one step

CHROMIUM = [
    "--headless=new",
    "--no-sandbox",  # which root cannot have
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,1200",
]


class Browser:
    """What a test asks of a browser, whichever it is."""

    name: str

    def open(self, page: Path | str) -> None:
        """Go to the file *page*, which may end in a #fragment."""
        raise NotImplementedError

    def run(self, script: str, *given: object) -> Any:
        """Return what *script* returns in the page; a promise is waited for."""
        raise NotImplementedError

    def click(self, selector: str) -> None:
        """Click on the element as a hand would."""
        raise NotImplementedError

    def press(self, *keys: str) -> None:
        """Press *keys* together, wherever the focus is."""
        raise NotImplementedError

    def write(self, text: str) -> None:
        """Write *text* where the focus is."""
        self.press(text)

    def complaints(self) -> list[str]:
        """Return what the console has said since it was last asked."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


class _Driven(Browser):
    """A browser that selenium drives."""

    driver: Any

    def open(self, page: Path | str) -> None:
        self.driver.get(_address(page))

    def run(self, script: str, *given: object) -> Any:
        return self.driver.execute_script(script, *given)

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def close(self) -> None:
        self.driver.quit()


class Chromium(_Driven):
    name = "chromium"

    def __init__(self, program: str, driver: str, profile: str) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = program
        for argument in (*CHROMIUM, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(driver))
        self.driver.set_script_timeout(3 * PATIENCE)

    def write(self, text: str) -> None:
        # At once, as an input method does: a second less for each line than key by key.
        self.tell("Input.insertText", text=text)

    def complaints(self) -> list[str]:
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]

    def tell(self, command: str, **settings: object) -> Any:
        """Send a command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(command, settings)


class WebKit(_Driven):
    """The engine of Safari, as GTK has it. It wants a display, and tells nothing of its console."""

    name = "webkit"

    def __init__(self, program: str, driver: str, display: str) -> None:
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        options = Options()
        options.binary_location = program
        options.add_argument("--automation")
        # Root may not have WebKit's sandbox; the pages are our own.
        unboxed = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"} if os.getuid() == 0 else {}
        settings = {**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", **unboxed}
        self.driver = webdriver.WebKitGTK(options=options, service=Service(driver, env=settings))

    def complaints(self) -> list[str]:
        return []


class Firefox(Browser):
    name = "firefox"

    def __init__(self, program: str, profile: str) -> None:
        from marionette_driver.marionette import Marionette

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.marionette = Marionette(
            bin=program,
            port=port,
            headless=True,
            workspace=profile,
            gecko_log=str(Path(profile) / "gecko.log"),
        )
        self.marionette.start_session()
        self.marionette.timeout.script = 3 * PATIENCE
        self.complaints()

    def open(self, page: Path | str) -> None:
        self.marionette.navigate(_address(page))

    def run(self, script: str, *given: object) -> Any:
        return self.marionette.execute_script(script, script_args=given, sandbox=None)

    def click(self, selector: str) -> None:
        self.marionette.find_element("css selector", selector).click()

    def press(self, *keys: str) -> None:
        self.marionette.get_active_element().send_keys(*keys)

    def complaints(self) -> list[str]:
        with self.marionette.using_context("chrome"):
            said = self.marionette.execute_script(
                """const said = Services.console.getMessageArray()
                    .filter((message) => message instanceof Ci.nsIScriptError
                      && /^file:/.test(message.sourceName))
                    .map((message) => message.errorMessage);
                Services.console.reset();
                return said;"""
            )
        return [str(each) for each in said]

    def close(self) -> None:
        self.marionette.quit(in_app=False)
        self.marionette.cleanup()


def _address(page: Path | str) -> str:
    return page.as_uri() if isinstance(page, Path) else page


def _chromium(profile: str) -> Browser:
    pytest.importorskip("selenium", reason=f"no selenium here: {PIP}")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not (program and driver):
        pytest.skip("no Chromium here: apt-get install chromium chromium-driver")
    return Chromium(program, driver, profile)


def _firefox(profile: str) -> Browser:
    pytest.importorskip("marionette_driver", reason=f"no marionette_driver here: {PIP}")
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("no Firefox here: apt-get install firefox-esr")
    return Firefox(program, profile)


STARTS = {"chromium": _chromium, "firefox": _firefox}


def _started(name: str) -> Iterator[Browser]:
    # Not pytest's own folder: the lock files of a browser are links that it cannot clear away.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = STARTS[name](profile)
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    yield from _started("chromium")


@pytest.fixture(scope="session")
def firefox() -> Iterator[Browser]:
    yield from _started("firefox")


@pytest.fixture(scope="session")
def webkit() -> Iterator[Browser]:
    pytest.importorskip("selenium", reason=f"no selenium here: {PIP}")
    programs = [str(path) for path in Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")]
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not (programs and driver and screen):
        pytest.skip("no WebKit here: apt-get install webkit2gtk-driver xvfb")
    number, told = os.pipe()
    # With -displayfd, the screen chooses a free number and says which.
    command = [screen, "-displayfd", str(told), "-screen", "0", "1000x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[told], stderr=subprocess.DEVNULL) as process:
        os.close(told)
        try:
            with open(number, encoding="ascii") as file:  # noqa: PTH123
                browser = WebKit(programs[0], driver, f":{file.readline().strip()}")
            try:
                yield browser
            finally:
                browser.close()
        finally:
            process.terminate()


@pytest.fixture(params=list(STARTS))
def browser(request: pytest.FixtureRequest) -> Browser:
    """Return each browser in its turn."""
    found: Browser = request.getfixturevalue(request.param)
    return found
