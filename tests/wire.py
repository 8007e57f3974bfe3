"""The wire between Reckoner and PostgreSQL: it counts the ways to and fro, and can go silent without breaking."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from sqlalchemy import make_url

AT_ONCE = 65_536


class Wire:
    """Carries what is said to a server and back; `address` is that of its near end."""

    def __init__(self, far_end: tuple[str, int]) -> None:
        """Carry to `far_end`, from a free port of this machine."""
        self._far_end = far_end
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._carries = threading.Event()
        self._carries.set()
        self._far: list[socket.socket] = []
        self.round_trips = 0
        """How often something was said to the server after it had answered."""
        self._is_answered = True
        threading.Thread(target=self._accept, daemon=True).start()

    def go_silent(self) -> None:
        """Carry nothing any more, neither way; whoever speaks is still listened to."""
        self._carries.clear()

    def speak_again(self) -> None:
        """Carry what new connections say; the old ones end at the server, and stay silent at the near end."""
        self._carries = threading.Event()
        self._carries.set()
        for far in self._far:
            with suppress(OSError):
                far.shutdown(socket.SHUT_RDWR)
        self._far.clear()

    def close(self) -> None:
        """Accept nobody any more."""
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._far_end)
                self._far.append(far)
                for source, to, is_asked in ((near, far, True), (far, near, False)):
                    carrying = (source, to, self._carries)
                    threading.Thread(target=self._carry, args=(*carrying, is_asked), daemon=True).start()

    def _carry(
        self, source: socket.socket, to: socket.socket, carries: threading.Event, is_asked: bool
    ) -> None:
        with suppress(OSError), closing(source), closing(to):
            while said := source.recv(AT_ONCE):
                if is_asked and self._is_answered:
                    self.round_trips += 1
                self._is_answered = not is_asked
                carries.wait()
                to.sendall(said)
            carries.wait()


@contextmanager
def wired(address: str) -> Iterator[tuple[Wire, str]]:
    """Give a wire to the PostgreSQL at `address`, and the address of that at the wire's near end."""
    url = make_url(address)
    wire = Wire((url.host or "127.0.0.1", url.port or 5432))
    with closing(wire):
        yield wire, url.set(host="127.0.0.1", port=wire.port).render_as_string(hide_password=False)
