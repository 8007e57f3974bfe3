"""A start that Slack does not let happen ends with a sentence that says what would help, and with code 1."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.bot.terminal_session import terminal

PAGE = "<html><body>The proxy has nothing to say.</body></html>"


@contextmanager
def answering(status: int, kind: str, body: str, **headers: str) -> Iterator[str]:
    """Give the address of something that answers everything in one way, in Slack's place."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api/"
        server.shutdown()


@pytest.mark.parametrize("command", ["run", "doctor"])
@pytest.mark.parametrize(
    ("status", "kind", "body", "headers", "said"),
    [
        (503, "text/plain", "Service unavailable", {}, "but not like Slack: 503"),
        (200, "text/html", PAGE, {}, "but not like Slack"),
        (200, "application/json", "", {}, "but not like Slack"),
        (200, "application/json", "null", {}, "but not like Slack"),
        (200, "application/json", '{"ok": true, "tea', {}, "but not like Slack"),
        (429, "text/plain", "", {"Retry_After": "7"}, "Slack is too busy"),
        (200, "application/json", '{"ok": false, "error": "account_inactive"}', {}, "account_inactive"),
    ],
)
def test_a_start_says_in_a_sentence_what_slack_answers(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
    status: int,
    kind: str,
    body: str,
    headers: dict[str, str],
    said: str,
) -> None:
    """A page, nothing, half an answer, no time, a refused token: no traceback, and a 429 blames no token."""
    give = terminal(monkeypatch, tmp_path)
    give("person", "add", "Priya Shah", "--role", "coordinator", "--slack", "U0PRIYA01")
    with answering(status, kind, body, **headers) as address:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-starting")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-starting")
        monkeypatch.setenv("SLACK_API_URL", address)
        answer = give(command)
    assert said in answer.words
    assert "Traceback" not in answer.printed + answer.told
    assert "xoxb-starting" not in answer.printed + answer.told
    if status == 429:
        assert "SLACK_BOT_TOKEN" not in answer.words
    else:
        assert answer.code == 1
