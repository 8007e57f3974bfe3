"""How the page asks and is answered: JSON in, JSON out, and every refusal a sentence."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.local.slack.errors import Json, NotPossible, SlackError
from bot.local.slack.interactions import InteractionOutcome
from bot.local.teams.errors import TeamsError

Act = Callable[[Json], Awaitable[Json]]
Endpoint = Callable[[web.Request], Awaitable[web.StreamResponse]]

_GONE = "That is no longer there. Reload the page."
_UNREADABLE = "The page sent something unreadable. Reload it."


def chosen(action: Json) -> Any:
    """Return what was picked, in the way that `Workspace.click` takes it."""
    if isinstance(action.get("selected_option"), dict):
        return action["selected_option"].get("value")
    if isinstance(action.get("selected_options"), list):
        return [option.get("value") for option in action["selected_options"]]
    picked = [value for key, value in action.items() if key.startswith("selected_") or key == "value"]
    return picked[0] if picked else None


def told_of(outcome: InteractionOutcome) -> Json:
    """Return what the page is told of what somebody did, without what is empty."""
    told = {"ok": outcome.ok, "error": outcome.error, "errors": outcome.errors, "view": outcome.view}
    return {"ok": outcome.ok, **{key: value for key, value in told.items() if value}}


def from_query(act: Act) -> Endpoint:
    """Return an endpoint that lets `act` answer what the query of its address asks."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response(await act(dict(request.query)))

    return answer


def from_body(act: Act) -> Endpoint:
    """Return an endpoint that lets `act` answer what the JSON of a request asks; it has to be an object."""

    async def answer(request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        if not isinstance(asked, dict):
            raise NotPossible(_UNREADABLE)
        return web.json_response(await act(asked))

    return answer


def answering(act: Endpoint) -> Endpoint:
    """Turn refusals into an answer that the page can show."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await act(request)
        except NotPossible as refusal:
            return _refused(str(refusal), 400)
        except (SlackError, TeamsError):
            return _refused(_GONE, 404)
        except (KeyError, ValueError, TypeError, AttributeError):
            return _refused(_UNREADABLE, 400)

    return answer


def _refused(sentence: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": sentence}, status=status)
