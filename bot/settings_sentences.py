"""What is said of settings that are missing, or that contradict each other."""

BOTH_WAYS = (
    "SLACK_APP_TOKEN (Socket Mode) and SLACK_SIGNING_SECRET (HTTP) are both set. Keep the one you use "
    "and remove the other."
)
NO_WAY = (
    "SLACK_BOT_TOKEN is set, but not how Slack reaches Reckoner. Set SLACK_APP_TOKEN for Socket Mode, or "
    "SLACK_SIGNING_SECRET for HTTP."
)
NO_BOT_TOKEN = "SLACK_BOT_TOKEN is missing. Copy it from the Slack app's page “OAuth & Permissions”."  # noqa: S105
NOT_A_BOT_TOKEN = "SLACK_BOT_TOKEN is not a bot token: it must begin with xoxb-."  # noqa: S105
NOT_AN_APP_TOKEN = "SLACK_APP_TOKEN is not an app-level token: it must begin with xapp-."  # noqa: S105
NOT_AN_ADDRESS = (
    "SLACK_API_URL must be an https address that ends with a slash, like https://slack.com/api/ (http only on "
    "this machine)."
)
NOT_A_FILES_HOST = "SLACK_FILES_HOST must be only a host, like files.slack.com, without https:// or a path."
NOT_A_DATABASE = "RECKONER_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://."
NOT_IN_LETTERS = (
    "The file .env, or an environment variable, is not UTF-8 text. Open the file in an editor and save it "
    "as UTF-8."
)
FREEZES_TOO_LATE = (
    "RECKONER_CUT_OFF_WORKING_DAYS cannot be fewer than RECKONER_PAPER_WORKING_DAYS: the figures freeze before "
    "the paper is due."
)
NOT_A_LEVEL = "RECKONER_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."
NO_TRIAL = (
    "RECKONER_ENV is production, where the local workspace cannot be used. Set the tokens for Slack "
    "(SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET), or for Teams (TEAMS_APP_ID, "
    "TEAMS_TENANT_ID and TEAMS_APP_SECRET)."
)
TEAMS_INCOMPLETE = "Teams needs TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_SECRET. Set {lacks} too."
NOT_A_GUID = (
    "{name} must be an id like 00000000-0000-0000-0000-000000000000. Copy it from the app's registration in "
    "Microsoft Entra."
)
NOT_A_CLOUD = "TEAMS_CLOUD must be public, or the http address of a server on this machine, like http://127.0.0.1:8766/."
NO_CLOUD_FOR_TRIALS = (
    "TEAMS_CLOUD names a server on this machine, which can replace Teams only on trial. Remove it, or set "
    "RECKONER_ENV to trial."
)
NOT_A_SERVICE = (
    "TEAMS_SERVICE_URL must be a Microsoft address that ends with a slash, like "
    "https://smba.trafficmanager.net/uk/."
)
