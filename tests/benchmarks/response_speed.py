"""Response removal of a day of three components, SeisDesk against ObsPy in one run, and how far the results agree.

    response_speed.py PROGRAM STATIONXML [HOURS] [--json]    PROGRAM is bin/bench_response_removal; run it in the Python with ObsPy
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
import obspy
from scipy.signal import lfilter

RATE = 100.0


def main(program, stationxml, hours=24.0, as_json=False):
    inventory = obspy.read_inventory(stationxml)
    network = inventory[0]
    station = network[0]
    channels = sorted({c.code for c in station if c.code.startswith("HH") and c.response})[:3]
    start = obspy.UTCDateTime(2019, 7, 4)
    random = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "day"
        folder.mkdir()
        location = next(c.location_code for c in station if c.code == channels[0])
        for code in channels:
            data = np.round(lfilter([1.0], [1.0, -0.95], random.normal(0, 50, int(hours * 3600 * RATE)))).astype(np.int32)
            header = {"network": network.code, "station": station.code, "location": location, "channel": code, "starttime": start, "sampling_rate": RATE}
            obspy.Trace(data, header).write(str(folder / f"{code}.mseed"), format="MSEED", encoding="STEIM2", reclen=512)
        ours = float(subprocess.run([program, stationxml, str(folder), name], check=True, capture_output=True, text=True).stdout)
        stream = obspy.read(str(folder / "*.mseed"))
        began = time.perf_counter()
        stream.remove_response(inventory, output="VEL", water_level=60)
        theirs = time.perf_counter() - began
        worst = 0.0
        for trace in stream:
            mine = np.loadtxt(pathlib.Path(name) / f"{trace.id}.txt")
            worst = max(worst, np.max(np.abs(mine - trace.data[::1000])) / np.max(np.abs(trace.data)))
    if as_json:
        return print(json.dumps({"ours": ours, "obspy": theirs, "worst": worst}))
    print(f"{len(channels)} components of {hours:g} h at {RATE:g} Hz: SeisDesk {ours:.2f} s, ObsPy {theirs:.2f} s, {theirs / ours:.1f} times as fast; results agree to {worst:.1e} of the largest")


if __name__ == "__main__":
    words = [w for w in sys.argv[1:] if w != "--json"]
    main(*words[:2], *map(float, words[2:]), as_json="--json" in sys.argv)
