"""The story of the netizen who apologised to Xiaomi, as an outlet might tell it."""

from newscrawl.items import Block, BlockKind

TITLE = "Man who spread lies about Xiaomi says sorry, and pays"

PARAGRAPHS = (
    (
        "Talk is cheap until a phone maker's lawyers read it. One of Xiaomi's loudest critics on the "
        "Chinese internet has found that out the expensive way."
    ),
    (
        "According to Gizmochina, the netizen, who posts under the account name “DeepSea142183002”, has "
        "publicly apologised to Xiaomi and its founder Lei Jun for false claims that hurt the brand."
    ),
    (
        "In the statement he concedes that he invented tales about foreigners owning the firm and set "
        "its fans against those of rival Chinese makers such as Huawei."
    ),
    "He adds that he regrets what he did, and that he has paid Xiaomi compensation for its losses.",
    "Xiaomi has gone after rumour-mongers in court before.",
)

BLOCKS = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in PARAGRAPHS)
