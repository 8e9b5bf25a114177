"""Small sound files of every kind that is taken in; what the mutations begin with."""

from __future__ import annotations

import gzip
import json
import tempfile
from functools import cache
from pathlib import Path

from tests.support.corpus import report
from tests.support.packages import book_of, word_of, zipped
from tests.support.pdfs import drawn, lines

_TITLES = ("Talks in Tokyo", "Treaty signed", "Élections à Kyiv", "空襲", "=Raid", "Vote")
_DATES = ("2024-07-28", "1951-09-08", "2019", "12 March 2022", "", "2020-05/2020-07")
_ACTORS = ("Japan; Korea", "Australia; New Zealand", "Ukraine", "日本", "", "Lloyd Austin")
ROWS = tuple(
    {"title": title, "date": date, "actors": actors, "link": f"https://news.example/{number}"}
    for number, (title, date, actors) in enumerate(zip(_TITLES, _DATES, _ACTORS, strict=True))
)
_HTML = "<!doctype html><html><head><title>A page</title></head><body>{}</body></html>"
_MAIL = (
    "From: Ann Lee <ann@news.example>\r\nTo: b@news.example\r\nSubject: =?utf-8?q?T=C3=A9l?=\r\n"
    "Date: Sun, 28 Jul 2024 10:00:00 +0000\r\nMessage-ID: <1@news.example>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain;'
    " charset=utf-8\r\n\r\n{}\r\n--b\r\nContent-Type: application/pdf\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    'Content-Disposition: attachment; filename="a.pdf"\r\n\r\nJVBERi0=\r\n--b--\r\n'
)
_GDELT_ROW = (
    *("410412347", "20110715", "201107", "2011", "2011.5342", "USA", "UNITED STATES", "USA"),
    *("",) * 7,
    *("JPN", "TOKYO", "JPN", *("",) * 7, "1", "040", "040", "04", "1", "1.0", "3", "1", "3"),
    *("2.5", "4", "Tokyo, Japan", "JA", "JA40", "35.685", "139.751", "-246227"),
    *("4", "Tokyo, Japan", "JA", "JA40", "35.685", "139.751", "-246227"),
    *("4", "Tokyo, Japan", "JA", "JA40", "35.685", "139.751", "-246227"),
    *("20130401", "https://news.example/a"),
)
_UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,"
    "dyad_new_id,dyad_name,side_a_new_id,side_a,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,where_prec,where_coordinates,"
    "latitude,longitude,country,region,event_clarity,date_prec,date_start,date_end,"
    "deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n"
    "244657,IRQ-2017-1-524-322,2017,1,Clear,1,259,Iraq: Government,524,Government of Iraq - IS,"
    '116,Government of Iraq,234,IS,1,"""Agency, 2017-07-31, A raid""",Agency,2017-07-31,A raid,'
    "1,Kabul city,34.5,69.2,Iraq,Middle East,1,1,2017-07-31 00:00:00.000,"
    "2017-07-31 00:00:00.000,0,4,0,2,6,6,6\n"
)
_ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp\n"
    "KEN1,12 May 2023,2023,1,Demonstrations,Protests,Peaceful protest,Protesters (Kenya),"
    "Teachers (Kenya),Protesters,,,,Protesters only,,404,Eastern Africa,Kenya,Nairobi,Nairobi,,"
    'Nairobi,-1.28,36.81,1,The Daily,National,"On 12 May 2023, teachers marched.",0,crowd size='
    "about 200,1684860000\n"
)


def _rows(delimiter: str) -> bytes:
    head = [delimiter.join(ROWS[0])]
    body = [delimiter.join(f'"{cell}"' for cell in row.values()) for row in ROWS]
    return "\n".join([*head, *body, ""]).encode()


def _workbook() -> bytes:
    import openpyxl

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.xlsx"
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(list(ROWS[0]))
        for row in ROWS:
            sheet.append(list(row.values()))
        book.save(path)
        return path.read_bytes()


def _parquet() -> bytes:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        csv, path = Path(folder) / "seed.csv", Path(folder) / "seed.parquet"
        csv.write_bytes(_rows(","))
        with duckdb.connect() as database:
            database.execute(f"COPY (FROM '{csv}') TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


@cache
def seeds() -> dict[str, bytes]:
    """Return a sound file for each kind; the kind is what its name ends with."""
    text = report(7, 6)
    paragraphs = text.strip().split("\n\n")
    html = _HTML.format("".join(f"<p>{words}</p>" for words in paragraphs))
    book = book_of({"a.xhtml": "<h1>One</h1>", "b.xhtml": f"<p>{paragraphs[0]}</p>"})
    word = word_of(*(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs))
    gdelt = ("\t".join(_GDELT_ROW) + "\n").encode()
    return {
        "txt": text.encode(),
        "md": f"# Report\n\n{text}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
        "html": html.encode(),
        "pdf": drawn(lines(*paragraphs[0].split(". "))),
        "docx": word,
        "eml": _MAIL.format(text).encode(),
        "epub": book,
        "csv": _rows(","),
        "tsv": _rows("\t"),
        "jsonl": "".join(json.dumps(row) + "\n" for row in ROWS).encode(),
        "json": json.dumps({"events": ROWS}).encode(),
        "xlsx": _workbook(),
        "parquet": _parquet(),
        "csv.gz": gzip.compress(_rows(","), mtime=0),
        "csv.zip": zipped({"events.csv": _rows(",")}),
        "export.CSV": gdelt,
        "ucdp.csv": _UCDP.encode(),
        "acled.csv": _ACLED.encode(),
    }
