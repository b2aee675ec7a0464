"""The steps from an empty file to the one in use, in order; a step that has gone out never changes.

How many have been taken stands in the file itself, as SQLite's `user_version`.
"""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    # 1: what there is to keep. Times are seconds since 1970, lists are JSON.
    """
    CREATE TABLE secret (value BLOB NOT NULL);
    INSERT INTO secret VALUES (randomblob(32));

    CREATE TABLE turns (
        n INTEGER PRIMARY KEY, conversation TEXT NOT NULL, at INTEGER NOT NULL,
        question TEXT NOT NULL
    );
    CREATE INDEX turns_of_conversation ON turns (conversation, n);
    CREATE INDEX turns_by_age ON turns (at);

    CREATE TABLE answers (
        id TEXT PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, place TEXT NOT NULL,
        question TEXT NOT NULL, history TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL,
        citations TEXT NOT NULL, notes TEXT NOT NULL, suggestions TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX answers_by_age ON answers (at);

    CREATE TABLE feedback (
        n INTEGER PRIMARY KEY, answer TEXT NOT NULL, voter TEXT NOT NULL, at INTEGER NOT NULL,
        verdict TEXT NOT NULL, remark TEXT NOT NULL, kept TEXT NOT NULL,
        UNIQUE (answer, voter)
    );

    CREATE TABLE people (
        channel TEXT NOT NULL, person TEXT NOT NULL, groups TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (channel, person)
    ) WITHOUT ROWID;

    CREATE TABLE pairings (
        code TEXT PRIMARY KEY, channel TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL,
        UNIQUE (channel, person)
    ) WITHOUT ROWID;

    CREATE TABLE subscriptions (
        id INTEGER PRIMARY KEY, channel TEXT NOT NULL, chat TEXT NOT NULL, person TEXT NOT NULL,
        doc TEXT NOT NULL, agency TEXT NOT NULL, ahead INTEGER NOT NULL, at INTEGER NOT NULL,
        UNIQUE (channel, chat, person, doc, agency)
    );
    CREATE TABLE reminded (
        subscription INTEGER NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
        what TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (subscription, what)
    ) WITHOUT ROWID;

    CREATE TABLE log (
        n INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL,
        subject TEXT NOT NULL
    );
    """,
    # 2: small things to remember, and which of a channel's messages have been dealt with.
    """
    CREATE TABLE memory (
        owner TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (owner, name)
    ) WITHOUT ROWID;
    CREATE TABLE seen (
        channel TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (channel, number)
    ) WITHOUT ROWID;
    """,
    # 3: what a language model was used for, by day.
    """
    CREATE TABLE usage (
        day TEXT PRIMARY KEY, tokens INTEGER NOT NULL, seconds REAL NOT NULL
    ) WITHOUT ROWID;
    """,
)
