"""What the words before a printed day say that it is the day of."""

import re
from enum import StrEnum


class Announcement(StrEnum):
    """What a day is announced as."""

    PUBLISHED = "published"
    CHANGED = "changed"
    OTHER = "other"  # an event, a deadline, a review by an expert, a copyright


_CHANGED = (
    r"updated?|modified|revised|edited|refreshed|last checked|current as of|aktualisiert"
    r"|geändert|stand|actualizad[oa]|modificad[oa]|mis à jour|mise à jour|modifié|actualisé"
    r"|aggiornat[oa]|aggiornamento|modificat[oa]|atualizad[oa]|atualização|bijgewerkt|gewijzigd"
    r"|oppdatert|uppdaterad|ändrad|opdateret|päivitetty|aktualizacja|zaktualizowano"
    r"|aktualizováno|aktualizované|frissítve|actualizat|güncelleme|güncellendi|ενημέρωση"
    r"|обновлено|изменено|оновлено|تحديث|به‌روزرسانی|עודכן|अपडेट|अपडेटेड|হালনাগাদ|อัปเดต|cập nhật"
    r"|diperbarui|dikemaskini|更新|수정|업데이트"
)
_PUBLISHED = (
    r"published|posted|created|written|originally|issued|released|added|publiée?|posté"
    r"|publicad[oa]|publicación|veröffentlicht|erstellt|erschienen|pubblicat[oa]|geplaatst"
    r"|gepubliceerd|publisert|publicerad|udgivet|offentliggjort|julkaistu|opublikowano|dodano"
    r"|publikacja|publikováno|vydáno|publikované|publikálva|közzétéve|publicat|yayınlanma|yayın"
    r"|giriş|δημοσίευση|δημοσιεύτηκε|опубликовано|публикации|опубліковано|نشر|نشرت|النشر|انتشار"
    r"|פורסם|प्रकाशित|पब्लिश|প্রকাশিত|প্রকাশ|เผยแพร่|ngày đăng|đăng|terbit|diterbitkan|公開|掲載|配信"
    r"|投稿|发布|發布|发表|發表|입력|등록|게재|승인|작성"
)
_OTHER = (
    r"reviewed|fact[ -]?checked|accessed|retrieved|visited|expires?|until|through|deadline|ends?"
    r"|valid|effective|since|born|died|founded|event|starts?|begins?|between|available|joined"
    r"|member since|copyright|©|bis|gültig|jusqu'au|hasta|desde|fino al|até|vanaf"
)
# Said of any day, and only where nothing else is.
_BARE = (
    r"date|datum|data|fecha|dato|by|on|vom|am|le|el|il|em|op|день|дата|تاريخ|日期|时间|時間|日時"
)
_REACH = 44  # characters before the day that may speak of it
_SAID = re.compile(
    rf"(?<![a-zà-ÿа-яα-ω])(?:(?P<changed>{_CHANGED})|(?P<published>{_PUBLISHED})|(?P<other>{_OTHER}))"
    r"(?![a-zà-ÿа-я])",
    re.IGNORECASE,
)
_SAID_BARELY = re.compile(rf"(?<!\w)(?:{_BARE})\W*$", re.IGNORECASE)


def announced(before: str) -> Announcement | None:
    """
    Return what the last telling word of ``before``, the text up to a day, says; None for none.

    >>> announced("Published 1 March 2026, last updated on")
    <Announcement.CHANGED: 'changed'>
    """
    near = before[-_REACH:]
    said = [match.lastgroup for match in _SAID.finditer(near)]
    if said and said[-1]:
        return Announcement(said[-1])
    return Announcement.PUBLISHED if _SAID_BARELY.search(near) else None
