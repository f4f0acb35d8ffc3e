"""The embedding cache: vectors of texts seen before, so that an unchanged pair needs no model.

One SQLite file in WAL mode, shared by all processes of a user. A row is found by a hash of the model, the backend, the
library versions, the layout and the text; it carries a checksum and numbers only. Whatever is wrong with the file, the
outcome is a row that is not found: vectors are then computed, and no result changes.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np

from xlcheck.embed import Embedding
from xlcheck.embed.folder import make, tell
from xlcheck.text import words

FILE = "embeddings.sqlite"
CAP = 512 << 20  # bytes; 5 layers of a 384-wide model take 7.7 kB a word, so this holds the quotes of about 500 pairs
BUSY = 2.0  # seconds to wait for another process's transaction, which takes milliseconds
_COLUMNS = "id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, sum BLOB NOT NULL, vectors BLOB NOT NULL"
_TABLE = f"CREATE TABLE embedding ({_COLUMNS})"
_HEAD = struct.Struct("<IIII")  # layers, words, their width, the statement's width
_CHUNK = 256  # keys asked for at once; SQLite allows 999 parameters in its oldest builds


# What is wrong with the place, not with the file: PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, AUTH.
_NOT_DAMAGE = frozenset({3, 5, 6, 7, 8, 10, 13, 14, 23})


class Store:
    """Vectors by text, for one model. `key` names all that vectors depend on besides the text."""

    def __init__(self, folder: Path, key: str, cap: int = CAP) -> None:
        """Nothing is opened yet. `cap` in bytes bounds the file; the oldest rows go first."""
        self._path = folder / FILE
        self._key = hashlib.sha256(key.encode()).digest()
        self._cap = cap

    def get(self, texts: Iterable[str]) -> dict[str, Embedding]:
        """The vectors that are kept, by text; damaged rows are as good as absent."""
        keys = {self._hash(text): text for text in texts}
        found: dict[str, Embedding] = {}

        def read(connection: sqlite3.Connection) -> None:
            wanted = list(keys)
            for start in range(0, len(wanted), _CHUNK):
                chunk = wanted[start : start + _CHUNK]
                marks = ",".join("?" * len(chunk))
                query = f"SELECT key, sum, vectors FROM embedding WHERE key IN ({marks})"
                for key, checksum, vectors in connection.execute(query, chunk):
                    embedding = _unpack(keys[key], key, checksum, vectors)
                    if embedding is not None:
                        found[keys[key]] = embedding

        if keys and self._path.exists():
            self._use(read)
        return found

    def put(self, embeddings: Mapping[str, Embedding]) -> None:
        """Keep vectors. More than a quarter of the cap at once is not kept: it would push out all else for little."""
        size = sum(e.words.nbytes + e.statement.nbytes for e in embeddings.values())
        if not embeddings or size > self._cap // 4:
            return
        rows = []
        for text, embedding in embeddings.items():
            key, vectors = self._hash(text), _pack(embedding)
            rows.append((key, _checksum(key, vectors), vectors))

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT OR REPLACE INTO embedding (key, sum, vectors) VALUES (?, ?, ?)", rows)
                _shrink(connection, self._cap)

        self._use(write)

    def _hash(self, text: str) -> bytes:
        return hashlib.sha256(self._key + text.encode("utf-8", "surrogatepass")).digest()

    def _use(self, action: Callable[[sqlite3.Connection], None]) -> None:
        """Open, act, close, so that no connection is carried into another thread or a forked process.

        A place that cannot be used (read-only, full, locked) goes unmentioned; a file that is no cache of ours is set
        aside with a line. Neither reaches the caller.
        """
        try:
            make(self._path.parent)
            with closing(sqlite3.connect(self._path, timeout=BUSY, isolation_level=None)) as connection:
                _prepare(connection)
                action(connection)
        except OSError:
            return
        except (sqlite3.Error, ValueError, TypeError, OverflowError, KeyError) as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code not in _NOT_DAMAGE:
                self._set_aside(error)

    def _set_aside(self, error: Exception) -> None:
        tell(f"{self._path}: embedding cache damaged ({error}), set aside")
        try:
            self._path.replace(self._path.with_suffix(".damaged"))
            for suffix in ("-wal", "-shm"):
                self._path.with_name(FILE + suffix).unlink(missing_ok=True)
        except OSError:
            return  # it stays where it is and is refused again next time


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table, or see that the file holds this table and nothing that acts by itself, such as a trigger."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    # A crash may cost the last rows; their checksums would tell. Waiting for the disk is not worth it.
    connection.execute("PRAGMA synchronous = OFF")
    schema = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if not schema:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
    elif schema != [(_TABLE,)]:
        raise sqlite3.DatabaseError("not a cache of this program")


def _shrink(connection: sqlite3.Connection, cap: int) -> None:
    """Drop the oldest rows until a tenth below the cap, so that not every write has to."""
    page = connection.execute("PRAGMA page_size").fetchone()[0]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    excess = (pages - free) * page - cap
    if excess <= 0:
        return
    excess += cap // 10
    for row, size in connection.execute("SELECT id, length(vectors) FROM embedding ORDER BY id").fetchall():
        connection.execute("DELETE FROM embedding WHERE id = ?", (row,))
        excess -= size
        if excess <= 0:
            return


def _pack(embedding: Embedding) -> bytes:
    # As computed, in float32: rounding to float16 would halve the file, but where the backends differ by 1e-7 and a
    # value lies between two steps of that grid, they would then differ by a whole step.
    layers, count, width = embedding.words.shape
    head = _HEAD.pack(layers, count, width, len(embedding.statement))
    return head + embedding.statement.astype("<f4").tobytes() + embedding.words.astype("<f4").tobytes()


def _unpack(text: str, key: object, checksum: object, vectors: object) -> Embedding | None:
    if not isinstance(key, bytes) or not isinstance(vectors, bytes) or checksum != _checksum(key, vectors):
        return None
    layers, count, width, whole = _HEAD.unpack_from(vectors)
    if count != len(words(text)) or len(vectors) != _HEAD.size + 4 * (whole + layers * count * width):
        return None
    numbers = np.frombuffer(vectors, dtype="<f4", offset=_HEAD.size)
    if not np.isfinite(numbers).all():
        return None
    return Embedding(numbers[:whole], numbers[whole:].reshape(layers, count, width))


def _checksum(key: bytes, vectors: bytes) -> bytes:
    return hashlib.blake2b(vectors, digest_size=16, key=key).digest()
