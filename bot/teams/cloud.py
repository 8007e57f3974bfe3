"""Microsoft's cloud, or what stands for it on this machine: who signs there, and where our token may go."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_ON_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Cloud:
    """Where the parts of Teams are found. Every address but that of the `keys` ends with a slash.

    `keys` is where it is told which keys sign requests, and `issuer` who signs them. `login` gives tokens for
    `scope`. `service` is where conversations are begun before Teams has told another place. `hosts` are those to
    which our token may go, and `files` those from which people's files come: whole names or, beginning with a dot,
    the ends of names.
    """

    keys: str
    issuer: str
    login: str
    scope: str
    graph: str
    service: str
    hosts: tuple[str, ...]
    files: tuple[str, ...]
    scheme: str = "https"

    def is_service(self, url: str) -> bool:
        """Whether `url` is a connector to which our token may go."""
        return self._is_of(self.hosts, url)

    def holds_files(self, url: str) -> bool:
        """Whether `url` lies where people's files are."""
        return self._is_of(self.files, url)

    def _is_of(self, hosts: tuple[str, ...], url: str) -> bool:
        try:
            parts = urlsplit(url)
            host, has_port = parts.hostname or "", parts.port is not None
        except ValueError:
            return False
        named = parts.netloc if has_port else host
        return (
            parts.scheme == self.scheme
            and "@" not in parts.netloc
            and any(named == each or (each[0] == "." and named.endswith(each)) for each in hosts)
        )


PUBLIC: Final = Cloud(
    keys="https://login.botframework.com/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.com",
    login="https://login.microsoftonline.com/",
    scope="https://api.botframework.com/.default",
    graph="https://graph.microsoft.com/",
    service="https://smba.trafficmanager.net/teams/",
    hosts=(".trafficmanager.net", ".teams.microsoft.com", ".botframework.com"),
    files=(".sharepoint.com",),
)
"""The one on which British forces are. Source: Microsoft, “Authentication with the Bot Connector API”."""


def cloud_at(name: str) -> Cloud:
    """Return the cloud with the name `public`, or that at the address of a server on this machine.

    Raises ValueError for anything else.
    """
    if name == "public":
        return PUBLIC
    parts = urlsplit(name)
    if parts.scheme != "http" or parts.hostname not in _ON_THIS_MACHINE or not name.endswith("/"):
        raise ValueError("write `public`, or an http address on this machine that ends with a slash")
    return Cloud(
        keys=f"{name}v1/.well-known/openidconfiguration",
        issuer=PUBLIC.issuer,
        login=name,
        scope=PUBLIC.scope,
        graph=name,
        service=name,
        hosts=(parts.netloc,),
        files=(parts.netloc,),
        scheme="http",
    )
