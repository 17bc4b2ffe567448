#!/usr/bin/env python3
"""Golden numbers for the miniSEED reader, from ObsPy.

    python3 tests/golden/mseed.py ../shared/data > tests/golden/mseed.csv

One row per stretch without gap: file, stream, start in ns since 1970, rate, number of samples, sum of the samples that
are not NaN, first and last sample. ObsPy joins records in file order only; here its traces are put in order, repeated
ones dropped, and those joined that follow each other within half a sample, which is what the reader promises.
Files that ObsPy refuses and traces without samples or rate are left out.
"""
import csv
import pathlib
import sys
import warnings

import numpy as np
import obspy

warnings.simplefilter("ignore")
root = pathlib.Path(sys.argv[1])
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["file", "stream", "start_ns", "rate_hz", "samples", "sum", "first", "last"])


def joined(traces):
    runs = []
    for t in sorted(traces, key=lambda t: (t.id, t.stats.starttime.ns)):
        rate = t.stats.sampling_rate
        if runs and runs[-1][0] == t.id and abs(runs[-1][2] - rate) < 1e-6 * rate:
            last = runs[-1]
            if last[1] == t.stats.starttime.ns and np.array_equal(last[3], t.data, equal_nan=t.data.dtype.kind == "f"):
                continue
            off = t.stats.starttime.ns - (last[1] + round(len(last[3]) * 1e9 / rate))
            if abs(off) * 2 <= 1e9 / rate:
                last[3] = np.concatenate([last[3], t.data])
                continue
        runs.append([t.id, t.stats.starttime.ns, rate, t.data])
    return runs


for folder in ("formats/mseed", "formats/libmseed", "ridgecrest_continuous"):
    for path in sorted((root / folder).iterdir()):
        if "mseed" not in path.name and folder == "ridgecrest_continuous":
            continue
        try:
            stream = obspy.read(str(path), format="MSEED")
        except Exception:
            continue
        numeric = [t for t in stream if len(t.data) and t.data.dtype.kind in "if" and t.stats.sampling_rate > 0]
        for name, start, rate, data in joined(numeric):
            wide = data.astype(np.float64)
            out.writerow([path.relative_to(root), name, start, repr(float(rate)), len(wide), repr(float(np.nansum(wide))),
                          repr(float(wide[0])), repr(float(wide[-1]))])
