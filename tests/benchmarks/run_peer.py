"""The part of `run` that needs ObsPy and SeisBench. Prints one JSON object.

    run_peer.py day FOLDER RECORD_LENGTH                     three channels of a day, miniSEED with records of that length
    run_peer.py read RUNS FILE...                            ObsPy reads them: seconds of each run
    run_peer.py save FOLDER                                  SeisBench's PhaseNet and EQTransformer with random weights, in its own layout
    run_peer.py pick NAME FOLDER RECORDS RUNS THREADS        the saved model on the records: seconds of each run, reading included, and peak memory
"""
import json
import pathlib
import resource
import sys
import time

import peer_speed


def models():
    import seisbench.models as sbm
    import torch

    torch.manual_seed(1)
    return {"PhaseNet": sbm.PhaseNet(phases="NPS", norm="std"), "EQTransformer": sbm.EQTransformer()}


def day(folder, length):
    import obspy

    peer_speed.write_day(folder, 24.0)
    for file in folder.glob("*.mseed"):
        obspy.read(str(file)).write(str(file), format="MSEED", encoding="STEIM2", reclen=length)
    return {"megabytes": sum(f.stat().st_size for f in folder.iterdir()) / 1e6}


def read(runs, files):
    import obspy

    seconds = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        samples = sum(len(trace) for file in files for trace in obspy.read(file))
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds[1:], "samples": samples}


def save(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models().items():
        model.save(str(folder / name.lower()), version_str="1")
    return {"files": sorted(map(str, folder.glob("*.pt*")))}


def pick(name, records, runs, threads):
    import obspy
    import seisbench
    import torch

    torch.set_num_threads(threads)
    model = models()[name].eval()
    # Thresholds of 1 leave nothing to pick, which is in the peer's favour.
    quiet = {"P_threshold": 1.0, "S_threshold": 1.0} | ({"detection_threshold": 1.0} if name == "EQTransformer" else {})
    seconds = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        model.classify(obspy.read(str(records / "*.mseed")), **quiet)
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds[1:], "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "versions": f"SeisBench {seisbench.__version__}, PyTorch {torch.__version__}"}


what, *rest = sys.argv[1:]
if what == "day":
    result = day(pathlib.Path(rest[0]), int(rest[1]))
elif what == "read":
    result = read(int(rest[0]), rest[1:])
elif what == "save":
    result = save(pathlib.Path(rest[0]))
else:
    result = pick(rest[0], pathlib.Path(rest[1]), int(rest[2]), int(rest[3]))
print(json.dumps(result))
