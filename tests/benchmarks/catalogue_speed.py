#!/usr/bin/env python3
"""Writing and reading a catalogue as QuakeML, beside ObsPy in the same run. Run it with the Python that has ObsPy.

    catalogue_speed.py BENCH_CATALOGUE [--events 10000] [--runs 3] [--json]

Ours: the median of the runs, each in a process of its own. ObsPy: once, as it takes minutes; it reads the file that we wrote and
writes it again. Peak memory is that of the process. The same number of events for both, nothing is scaled.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time


def peer(file):
    import obspy

    began, worked = time.perf_counter(), time.process_time()
    catalogue = obspy.read_events(file, format="QUAKEML")
    read, read_processor = time.perf_counter() - began, time.process_time() - worked
    peak_read = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began, worked = time.perf_counter(), time.process_time()
    catalogue.write(file + ".obspy", format="QUAKEML")
    write, write_processor = time.perf_counter() - began, time.process_time() - worked
    picks = sum(len(event.picks) for event in catalogue)
    print(json.dumps({"read": read, "write": write, "read_processor": read_processor, "write_processor": write_processor, "events": len(catalogue), "picks": picks, "peak_read_mb": peak_read,
                      "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "version": obspy.__version__}))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("bench")
    arguments.add_argument("--events", type=int, default=10000)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    if options.bench == "peer":
        return peer(os.environ["CATALOGUE"])
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/catalogue.xml"
        ours = {}
        for what in ("write", "read"):
            runs = [json.loads(subprocess.run([options.bench, what, str(options.events), file], check=True, stdout=subprocess.PIPE).stdout) for _ in range(options.runs)]
            ours[what] = statistics.median(run["seconds"] for run in runs), max(run["peak_mb"] for run in runs), max(run["before_mb"] for run in runs), statistics.median(run["processor"] for run in runs)
        size = os.path.getsize(file) / 1e6
        done = subprocess.run([sys.executable, __file__, "peer"], check=True, stdout=subprocess.PIPE, env={**os.environ, "CATALOGUE": file})
        theirs = json.loads(done.stdout)
    assert theirs["events"] == options.events and theirs["picks"] == 20 * options.events
    if options.json:
        return print(json.dumps({"ours": {what: values[0] for what, values in ours.items()}, "obspy": {"read": theirs["read"], "write": theirs["write"]}}))
    print(f"{options.events} events of 20 picks, {size:.0f} MB, ObsPy {theirs['version']}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"write: {ours['write'][0]:.2f} s ({ours['write'][1]:.0f} MB, of which {ours['write'][2]:.0f} MB are the events), "
          f"ObsPy {theirs['write']:.1f} s ({theirs['peak_mb']:.0f} MB): {theirs['write'] / ours['write'][0]:.0f} times as fast")
    print(f"read:  {ours['read'][0]:.2f} s ({ours['read'][1]:.0f} MB), ObsPy {theirs['read']:.1f} s ({theirs['peak_read_mb']:.0f} MB): "
          f"{theirs['read'] / ours['read'][0]:.0f} times as fast")
    for what in ("write", "read"):  # what a machine with other work can be trusted with
        print(f"{what}: {ours[what][3]:.2f} s of processor, ObsPy {theirs[what + '_processor']:.1f} s: {theirs[what + '_processor'] / ours[what][3]:.0f} times less work")


if __name__ == "__main__":
    main()
