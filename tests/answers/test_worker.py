"""One move at a time, off the caller's thread; a newer move stops an older one."""

import threading

from simulator.answers.worker import Worker


def test_a_job_runs_on_another_thread_which_then_ends():
    seen = []
    worker = Worker(lambda job, stop: seen.append((job, threading.current_thread() is threading.main_thread())))
    worker.submit("a")
    assert worker.join(5)
    assert seen == [("a", False)]
    assert not any(thread.name == "moves" for thread in threading.enumerate())


def test_a_newer_job_stops_the_running_one_and_drops_those_that_wait():
    begun, done = threading.Event(), []

    def work(job, stop):
        begun.set()
        done.append((job, "stopped" if job == 1 and stop.wait(5) else "whole"))

    worker = Worker(work)
    worker.submit(1)
    assert begun.wait(5)
    worker.submit(2)
    worker.submit(3)
    assert worker.join(5)
    assert done in ([(1, "stopped"), (3, "whole")], [(1, "stopped"), (2, "whole"), (3, "whole")])


def test_a_job_after_a_rest_runs_again():
    seen = []
    worker = Worker(lambda job, stop: seen.append(job))
    for job in range(20):
        worker.submit(job)
        assert worker.join(5)
    assert seen == list(range(20))
