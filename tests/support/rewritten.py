"""The made-up crisis with some cells in other words, other scripts or other dates."""

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import MADE_UP

Cells = Mapping[str, Mapping[str, Mapping[str, str]]]  # table, row's id, column

# Sentences of our own, one event each, with numbers that stand among right-to-left words.
TITLES = {
    "1877-11-river-dues": "مجلس الأمن يعقد جلسة طارئة (البند 5)",
    "1878-01-14-coralta-note": "בירת קורלטה מוחה בפתק",
    "1878-02-03-call-up": "秘鲁边境增兵：外交部发言人表示关切",
    "1878-03-11-congress-of-serena": "평화 회의 — 포트 세레나",
    "1878-04-gunboat-visit": "軍艦が埠頭に到着する",
    "1878-03-09-circular": "🚨 Coralta writes to the legations 📜",
    "1878-04-20-river-closed": "ประเทศไทย ไทยปิดแม่น้ำ",
}
SCRIPTS: Cells = {
    "events": {event: {"title": title} for event, title in TITLES.items()},
    "people": {"quiroga": {"name": "אלאודורה קירוגה"}},
    "parties": {
        "coralta": {"name": "جمهورية كورالتا", "short_name": "كورالتا"},
        "maranzul": {"name": "马兰祖尔共和国", "short_name": "马兰祖尔"},
    },
    "places": {
        "port-serena": {"name": "ميناء سيرينا"},
        "fort-aurelio": {"name": "要塞 奥雷利奥"},
    },
    "issues": {"navigation": {"title": "حرية الملاحة", "short_title": "حرية الملاحة"}},
    "claims": {"coralta-quiroga-1878-01-14-sixty": {"text": "يجب إلغاء الرسوم خلال 60 يوما."}},
}


def rewritten(folder: Path, cells: Cells) -> Path:
    """Return a copy of the made-up crisis in `folder` (not there yet) with these cells changed."""
    shutil.copytree(MADE_UP, folder)
    for table, rows in cells.items():
        file = folder / "tables" / f"{table}.csv"
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            names, written = list(reader.fieldnames or ()), list(reader)
        ids = {row[names[0]] for row in written}
        assert set(rows) <= ids, f"{table} has no {set(rows) - ids}"
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(row | rows.get(row[names[0]], {}) for row in written)
    return folder
