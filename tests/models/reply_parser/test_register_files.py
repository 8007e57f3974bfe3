"""A spreadsheet is a register where its sender says so; any other is what somebody answers with."""

from models.reply_parser.intents import SentRegisterFile
from models.reply_parser.register_file import register_in

SHEET = ["plan.xlsx"]


def test_a_spreadsheet_with_the_word_import_is_a_register() -> None:
    """With or without politeness, the prefix or a name for it; never together with other files."""
    for words in (
        "import",
        "Import this register please",
        "/rec import",
        "rec import",
        "take in our register.",
    ):
        assert register_in(words, SHEET, alone=False) == SentRegisterFile(), words
    assert register_in("import", [*SHEET, "photo.png"], alone=False) is None


def test_a_spreadsheet_with_other_words_is_no_register() -> None:
    """An owner who answers with a spreadsheet and a word or two has sent evidence."""
    for words in ("please", "Please.", ".", "register", "our register", "import figures fell"):
        assert register_in(words, SHEET, alone=True) is None, words


def test_a_spreadsheet_without_words_is_a_register_where_it_stands_alone() -> None:
    """What nobody was asked about, from whoever keeps the register."""
    assert register_in(" ", SHEET, alone=True) == SentRegisterFile()
    assert register_in("", SHEET, alone=False) is None
