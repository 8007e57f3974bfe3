"""The organisation's login: it gives tokens to the app, knows them again, and signs what is posted to the app."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.local.teams.errors import Json, TeamsError
from bot.local.teams.organisation import Organisation
from bot.teams.cloud import PUBLIC

LASTS: Final = timedelta(hours=1)
_KEY_ID: Final = "stand-in"


class LoginError(Exception):
    """A refusal of the login. Source: Microsoft, “OAuth 2.0 client credentials flow”, error response."""

    def __init__(self, status: int, code: str) -> None:
        """Refuse with an HTTP `status` and a `code` such as `invalid_client`."""
        super().__init__(code)
        self.status, self.code = status, code


class Login:
    """Gives tokens for the connector and for Graph, each of use there alone, until its time is over."""

    def __init__(self, organisation: Organisation, address: str) -> None:
        """Give tokens to the organisation's app; Graph is at `address`."""
        self._organisation = organisation
        self.of_teams, self.of_graph = PUBLIC.scope, f"{address}.default"
        self._given: dict[str, tuple[str, datetime]] = {}

    def token(self, tenant: str, form: Mapping[str, Any]) -> Json:
        """Return a token. Raises LoginError."""
        ours = self._organisation
        if tenant != ours.tenant or form.get("grant_type") != "client_credentials":
            raise LoginError(400, "invalid_request")
        if form.get("client_id") != ours.app:
            raise LoginError(400, "unauthorized_client")
        if form.get("client_secret") != ours.secret:
            raise LoginError(401, "invalid_client")
        scope = str(form.get("scope"))
        if scope not in (self.of_teams, self.of_graph):
            raise LoginError(400, "invalid_scope")
        token = secrets.token_urlsafe(32)
        self._given[token] = (scope, ours.clock.now() + ours.tokens_last)
        return {
            "token_type": "Bearer",
            "access_token": token,
            "expires_in": int(ours.tokens_last.total_seconds()),
        }

    def check(self, authorization: str, scope: str) -> None:
        """Raise TeamsError where a call comes without a token for `scope` that still holds."""
        kind, _, token = authorization.partition(" ")
        for_, until = self._given.get(token, ("", self._organisation.clock.now()))
        if kind != "Bearer" or for_ != scope or until <= self._organisation.clock.now():
            raise TeamsError(401, "Unauthorized")

    def revoke(self) -> None:
        """Have no token hold any more."""
        self._given.clear()

    def signature(self, service: str) -> str:
        """Return the authorization with which the connector posts to the app now."""
        now = self._organisation.clock.now()
        claims = {
            "iss": PUBLIC.issuer,
            "aud": self._organisation.app,
            "nbf": int((now - timedelta(minutes=5)).timestamp()),
            "exp": int((now + LASTS).timestamp()),
            "serviceurl": service,
        }
        return f"Bearer {jwt.encode(claims, _key(), 'RS256', {'kid': _KEY_ID})}"

    @staticmethod
    def keys() -> Json:
        """Return by which keys is signed, as Microsoft tells it."""
        told = RSAAlgorithm.to_jwk(_key().public_key(), as_dict=True)
        return {"keys": [{**told, "kid": _KEY_ID, "use": "sig", "endorsements": ["msteams"]}]}


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
