#!/usr/bin/env python3
"""Golden numbers for the SAC reader, from ObsPy.

    python3 tests/golden/sac.py ../shared/data > tests/golden/sac.csv

File, stream, start in ns since 1970, rate, number of samples, sum. Files that ObsPy refuses are left out; so are those
whose codes are nothing but question marks, which the reader takes for undefined.
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
out.writerow(["file", "stream", "start_ns", "rate_hz", "samples", "sum"])
for path in sorted((root / "formats/sac").iterdir()):
    try:
        trace = obspy.read(str(path), format="SAC")[0]
    except Exception:
        continue
    if "?" in trace.id:
        continue
    out.writerow([path.relative_to(root), trace.id, trace.stats.starttime.ns, repr(float(trace.stats.sampling_rate)), trace.stats.npts,
                  repr(float(np.sum(trace.data.astype(np.float64))))])
