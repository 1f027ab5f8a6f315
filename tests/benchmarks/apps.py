"""The servers that are measured: each a process of its own, on the same server software."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil

from bot.workspace.driver import LocalWorkspace
from tests.integration.served import free_port

PING = """
import re, sys, uvicorn
from slack_bolt import App
from slack_sdk import WebClient
from bot.web.server import slack_application
port, url, token, secret, fast = sys.argv[1:]
client = WebClient(token=token, base_url=url)
app = App(token=token, signing_secret=secret, client=client, process_before_response=fast == "1")
@app.command("/actions")
def ping(ack):
    ack("pong")
@app.command(re.compile("^/(note|summary|jordbro)$"))
def other(ack):
    ack("pong")
@app.action(re.compile("^item"))
def pressed(ack):
    ack()
uvicorn.run(slack_application(app), host="127.0.0.1", port=int(port), log_level="error", access_log=False)
"""


class ServedApp:
    """A server process with its address."""

    def __init__(self, workspace: LocalWorkspace) -> None:
        self.workspace, self.port = workspace, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where commands go."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    def start(self) -> float:
        """Start it; gives the seconds until it listens."""
        begin = time.perf_counter()
        self._process = self._launch()
        while time.perf_counter() - begin < 60:
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/healthz", timeout=1.0)
            except httpx.HTTPError:
                time.sleep(0.005)
            else:
                return time.perf_counter() - begin
        raise TimeoutError(self.url)

    def memory(self) -> float:
        """Resident memory in MB, after the load."""
        if self._process is None:
            return 0.0
        return psutil.Process(self._process.pid).memory_info().rss / 1e6

    def worked(self) -> float:
        """Seconds of CPU since it was started: they tell more than the clock does on a machine that is shared."""
        if self._process is None:
            return 0.0
        times = psutil.Process(self._process.pid).cpu_times()
        return times.user + times.system

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)

    def _launch(self) -> "subprocess.Popen[bytes]":
        raise NotImplementedError


class PingApp(ServedApp):
    """Bolt alone, with one command that answers a word."""

    def __init__(self, workspace: LocalWorkspace, *, fast: bool) -> None:
        super().__init__(workspace)
        self._fast = fast

    def _launch(self) -> "subprocess.Popen[bytes]":
        there = self.workspace
        arguments = [str(self.port), there.api_url, there.bot_token, there.signing_secret, "1" if self._fast else "0"]
        return subprocess.Popen([sys.executable, "-c", PING, *arguments])


class BotApp(ServedApp):
    """`jordbro serve` on a store."""

    def __init__(self, workspace: LocalWorkspace, store: str, folder: Path) -> None:
        super().__init__(workspace)
        self._environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "SLACK_API_URL": workspace.api_url,
            "DATABASE_URL": store,
            "JORDBRO_PORT": str(self.port),
            "JORDBRO_LOG_LEVEL": "ERROR",
        }
        self._log = folder / "bench.log"

    def _launch(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            command = [sys.executable, "-c", "from bot.cli import main; main()", "serve"]
            return subprocess.Popen(command, env=self._environment, stderr=log)
