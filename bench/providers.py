#!/usr/bin/env python3
"""An edition of 200,000 lines taken in, beside `sqlite3 .import` and Python's csv and sqlite3.

usage: providers.py NIMO

All start as a process and end with a file on the disk. The peers put 29 texts a line into a table without a key; nimo looks at each line,
compares with what is known, and keeps keys, places and packed lines. Before anything is timed, the lines that each has kept are counted.
"""
import csv
import os
import platform
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

LINES, ROUNDS = 200_000, 7


def run(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more).stdout


def shell(folder, name, out):
    run("sqlite3", out, input=f".mode csv\n.import {name} t\n", cwd=folder)


def python(folder, name, out):
    code = (
        "import csv, sqlite3, sys\n"
        "name, out = sys.argv[1:]\n"
        "rows = csv.reader(open(name, encoding='utf-8-sig', newline=''))\n"
        "head = next(rows)\n"
        "db = sqlite3.connect(out)\n"
        "db.execute('create table t (%s)' % ','.join('c%d text' % n for n in range(len(head))))\n"
        "db.executemany('insert into t values (%s)' % ','.join('?' * len(head)), (row for row in rows if len(row) == len(head)))\n"
        "db.commit()\n"
    )
    run(sys.executable, "-c", code, name, out, cwd=folder)


def main():
    nimo = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        inside = lambda name: os.path.join(folder, name)
        for step in (0, 1):
            run(nimo, "providers", "generate", f"{step}.csv", "--lines", str(LINES), "--step", str(step), cwd=folder)
        words = ["--office-name", "A", "--office", "999999", "--administrator", "B", "--secretariat", "C"]
        run(nimo, "setup", "--data", inside("empty"), *words)

        def take(step, month, data):
            run(nimo, "providers", "import", f"{step}.csv", "--as-of", month, "--moved", "same", "--data", data, cwd=folder)

        def first():
            shutil.rmtree(inside("d"), ignore_errors=True)
            shutil.copytree(inside("empty"), inside("d"))
            return lambda: take(0, "2025-09", inside("d"))

        def second():
            shutil.rmtree(inside("d"), ignore_errors=True)
            shutil.copytree(inside("full"), inside("d"))
            return lambda: take(1, "2026-03", inside("d"))

        def again():
            return lambda: take(1, "2026-03", inside("d"))

        def peer(work, out):
            def ready():
                for end in ("", "-journal"):
                    if os.path.exists(inside(out) + end):
                        os.remove(inside(out) + end)
                return lambda: work(folder, "0.csv", out)
            return ready

        rows = [
            ("sqlite3 .import", peer(shell, "shell.db")),
            ("Python csv, sqlite3", peer(python, "python.db")),
            ("nimo, the first edition", first),
            ("nimo, the next edition", second),
            ("nimo, the same edition again", again),
        ]
        # The check: what each has kept.
        rows[0][1]()()
        rows[1][1]()()
        first()()
        shutil.copytree(inside("d"), inside("full"))
        count = lambda file, table: sqlite3.connect(inside(file)).execute(f"select count(*) from {table}").fetchone()[0]
        print(f"lines kept: sqlite3 {count('shell.db', 't')}, Python {count('python.db', 't')}, nimo {count('d/nimo.sqlite', 'provider')}")
        sizes = [os.path.getsize(inside(name)) / 1e6 for name in ("0.csv", "shell.db", "full/nimo.sqlite")]
        print("MB: file %.0f, sqlite3 %.0f, nimo %.0f" % tuple(sizes))
        print(f"{platform.platform()}, SQLite of the shell {run('sqlite3', '--version').split()[0]}, Python {platform.python_version()}")
        times = {name: [] for name, _ in rows}
        for _ in range(ROUNDS):
            for name, ready in rows:
                work = ready()
                os.sync()
                start = time.perf_counter()
                work()
                times[name].append(time.perf_counter() - start)
        base = times[rows[0][0]]
        print(f"\n| {LINES:,} lines, {ROUNDS} rounds in turn | median s | min–max | ratio to sqlite3 .import, least–most |")
        print("|---|---|---|---|")
        for name, _ in rows:
            seen = times[name]
            ratios = [one / other for one, other in zip(seen, base)]
            print(f"| {name} | {statistics.median(seen):.2f} | {min(seen):.2f}–{max(seen):.2f} | {min(ratios):.2f}–{max(ratios):.2f} |")
        print(f"\nmost memory of a child: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


main()
