"""An article as it was taken in: its text, and what its reader states of it."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import PurePath

from data.curation import desk
from data.homes import Home
from data.intake.formats import NotAnArticle, read_file


@dataclass(frozen=True)
class Article:
    """A text, and where it is from; `digest` is the SHA-256 of the text, in hexadecimal digits.

    `published` is written as the record writes moments, `lang` by BCP 47; `name` is the file's.
    What nobody stated is "".
    """

    text: str
    publisher: str = ""
    title: str = ""
    url: str = ""
    published: str = ""
    lang: str = ""
    name: str = ""

    @property
    def digest(self) -> str:
        """Return what names the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def read_article(content: bytes, filename: str) -> Article:
    """Read a file (txt, html, pdf or docx) as an article, with what it says of itself.

    Raises NotAnArticle with a fault and its mend.
    """
    name = PurePath(filename.replace("\\", "/")).name
    return Article(**read_file(content, name), name=name)


def save_article(home: Home, article: Article) -> None:
    """Keep an article with a record, whole or not at all.

    What was stated of the same text before is replaced.
    """
    content = json.dumps(asdict(article), indent=1).encode()
    desk.save_article(home, article.digest, content)


def read_saved(home: Home, digest: str) -> Article:
    """Return an article that is kept with a record; raises KeyError where there is none.

    Raises NotAnArticle where it was changed: then spans would point at other words.
    """
    content = desk.read_article(home, digest)
    try:
        written = json.loads(content)
        article = Article(**{f.name: written.get(f.name, "") for f in fields(Article)})
        whole = all(isinstance(value, str) for value in asdict(article).values())
    except (ValueError, TypeError, AttributeError):
        whole = False
    if not whole or article.digest != digest:
        mend = "take the article in again"
        raise NotAnArticle(f"the file of article {digest[:8]} was changed", mend)
    return article
