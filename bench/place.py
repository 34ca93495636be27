"""The joint reading beside its peers: one problem, solved in turn by each of them, warm, in one run.

usage: place.py PACE              PACE is the built example `pace` of the crate placement
       place.py --peer NAME FILE  one peer: solves the problem once for each line that it is sent (used by the above)

Peers are left out where they are not installed (pip install scipy ortools; PYTHON names the interpreter that has them).
All are given the pairs and the costs; each finds the set of people that is best by priority and, among those sets, the rooms
nearest to the wishes, which is one linear problem where nobody is equal in priority. nimo also keeps agreed visits and
breaks ties by code, of which these problems have none, and hands out the prices that prove the answer; the peers do not.
"""

import hashlib
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROUNDS = 7


def read(file):
    import numpy as np

    numbers = np.fromfile(file, dtype="<u8").astype(np.int64)
    people, rooms = int(numbers[0]), int(numbers[1])
    at, starts, columns, costs = 2, [0], [], []
    for _ in range(people):
        count = int(numbers[at])
        pairs = numbers[at + 1 : at + 1 + 2 * count].reshape(-1, 2)
        columns.append(pairs[:, 0])
        costs.append(pairs[:, 1])
        starts.append(starts[-1] + count)
        at += 1 + 2 * count
    return people, rooms, np.array(starts), np.concatenate(columns), np.concatenate(costs)


def solver(name, problem):
    """A function that solves the problem and gives people and rooms as two arrays."""
    import numpy as np

    people, rooms, starts, columns, costs = problem
    rows = np.repeat(np.arange(people), np.diff(starts))
    # Staying without costs more the earlier somebody comes, each step more than all wishes together: since the sets that can
    # be served are a matroid, the cheapest answer then serves the set that is best by priority.
    without = (people - np.arange(people)) * (3 * people + 1)

    if name == "scipy sparse":
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import min_weight_full_bipartite_matching

        data = np.concatenate([costs, without]) + 1.0  # a zero would be no edge
        across = np.concatenate([columns, rooms + np.arange(people)])
        down = np.concatenate([rows, np.arange(people)])
        graph = csr_array((data, (down, across)), shape=(people, rooms + people))

        def solve():
            left, right = min_weight_full_bipartite_matching(graph)
            is_room = right < rooms
            return left[is_room], right[is_room]

    elif name == "scipy dense":
        from scipy.optimize import linear_sum_assignment

        if people * rooms > 5_000_000:
            return None
        # A pair that does not hold costs as much as staying without.
        matrix = np.repeat(without[:, None].astype(float), rooms, axis=1)
        matrix[rows, columns] = costs
        holds = np.zeros((people, rooms), dtype=bool)
        holds[rows, columns] = True

        def solve():
            left, right = linear_sum_assignment(matrix)
            kept = holds[left, right]
            return left[kept], right[kept]

    elif name == "OR-Tools assignment":
        from ortools.graph.python import linear_sum_assignment as lsa

        if people != rooms:
            return None  # it wants as many of both, and everybody served

        def solve():
            task = lsa.SimpleLinearSumAssignment()
            task.add_arcs_with_cost(rows, columns, costs)
            if task.solve() != task.OPTIMAL:
                return None
            left = np.arange(people)
            return left, np.array([task.right_mate(int(one)) for one in left])

    elif name == "OR-Tools flow":
        from ortools.graph.python import min_cost_flow as mcf

        source, sink = people + rooms, people + rooms + 1
        tails = np.concatenate([rows, np.full(people, source), people + np.arange(rooms)])
        heads = np.concatenate([people + columns, np.arange(people), np.full(rooms, sink)])
        price = np.concatenate([costs, np.arange(people) * (3 * people + 1), np.zeros(rooms, dtype=np.int64)])
        ones = np.ones(len(tails), dtype=np.int64)

        def solve():
            flow = mcf.SimpleMinCostFlow()
            flow.add_arcs_with_capacity_and_unit_cost(tails, heads, ones, price)
            flow.set_node_supply(source, people)
            flow.set_node_supply(sink, -people)
            if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
                return None
            used = flow.flows(np.arange(len(rows))) == 1
            return rows[used], columns[used]

    else:
        raise SystemExit(f"no peer {name}")
    return solve


def peer(name, file):
    import resource

    import numpy as np

    problem = read(file)
    people, rooms, starts, columns, costs = problem
    solve = solver(name, problem)
    if solve is None:
        print("no", flush=True)
        return
    print("yes", flush=True)
    cost_of = {}
    for line in sys.stdin:
        start = time.perf_counter_ns()
        answer = solve()
        took = time.perf_counter_ns() - start
        if answer is None:
            print("no", flush=True)
            return
        left, right = answer
        if not cost_of:
            keys = np.repeat(np.arange(people), np.diff(starts)) * rooms + columns
            cost_of = dict(zip(keys.tolist(), costs.tolist()))
        far = sum(cost_of[key] for key in (left.astype(np.int64) * rooms + right).tolist())
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(took, len(left), int(left.sum()), far, most, flush=True)


class Worker:
    def __init__(self, name, command, says_yes):
        self.name, self.times, self.answer, self.most = name, [], None, 0
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.able = not says_yes or self.process.stdout.readline().strip() == "yes"

    def turn(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        words = self.process.stdout.readline().split()
        if len(words) != 5:
            self.able = False
            return
        self.times.append(int(words[0]) / 1e6)
        self.answer, self.most = tuple(words[1:4]), int(words[4])

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def beside(pace, name, title, folder):
    file = os.path.join(folder, name)
    subprocess.run([pace, "write", name, file], check=True)
    with open(file, "rb") as bytes_of:
        text = bytes_of.read()
    people, rooms = struct.unpack("<QQ", text[:16])
    pairs = (len(text) // 8 - 2 - people) // 2
    print(f"\n{title}: {people} × {rooms}, {pairs} pairs, SHA-256 {hashlib.sha256(text).hexdigest()[:16]}")
    workers = [Worker("nimo", [pace, "serve", name], False)]
    for peer_name in ["scipy sparse", "scipy dense", "OR-Tools assignment", "OR-Tools flow"]:
        command = [sys.executable, __file__, "--peer", peer_name, file]
        worker = Worker(peer_name, command, True)
        if worker.able:
            workers.append(worker)
        else:
            worker.end()
    # The round that warms up is the check, too: everybody has the same answer, or nothing is timed.
    for worker in workers:
        worker.turn()
    for worker in workers:
        if not worker.able:
            worker.end()
    workers = [worker for worker in workers if worker.able]
    answers = {worker.answer for worker in workers}
    if len(answers) != 1:
        raise SystemExit(f"the answers differ: {[(w.name, w.answer) for w in workers]}")
    print("served, sum of their places in order of priority, steps from wishes:", *answers.pop())
    for worker in workers:
        worker.times.clear()
    for _ in range(ROUNDS):
        for worker in workers:
            worker.turn()
    ours = workers[0].times
    print("| | median ms | min–max | ratio to nimo (median; least) | most memory MB |\n|---|---|---|---|---|")
    for worker in workers:
        ratios = [theirs / mine for theirs, mine in zip(worker.times, ours)]
        print(
            f"| {worker.name} | {statistics.median(worker.times):.1f} | {min(worker.times):.1f}–{max(worker.times):.1f}"
            f" | {statistics.median(ratios):.2f}; {min(ratios):.2f} | {worker.most // 1024} |"
        )
        worker.end()


def main():
    if sys.argv[1:2] == ["--peer"]:
        return peer(sys.argv[2], sys.argv[3])
    try:
        import ortools
        import scipy

        print(f"SciPy {scipy.__version__}, OR-Tools {ortools.__version__}, {ROUNDS} rounds in turn after one to warm up")
    except ImportError:
        print("| SciPy, OR-Tools | not installed |")
        return None
    with tempfile.TemporaryDirectory() as folder:
        beside(sys.argv[1], "drawn", "pairs drawn", folder)
        beside(sys.argv[1], "large", "pairs drawn", folder)
        beside(sys.argv[1], "town", "an invented town", folder)
    return None


if __name__ == "__main__":
    main()
