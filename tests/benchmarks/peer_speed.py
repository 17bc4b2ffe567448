"""The part of desk_speed that runs in the Python with PyTorch, SeisBench and ObsPy. Prints one JSON object.

    peer_speed.py day FOLDER HOURS               writes three channels of miniSEED
    peer_speed.py pick FOLDER RUNS THREADS       SeisBench's classify(), reading included: seconds of each run
    peer_speed.py windows RUNS THREADS BATCH DEVICE FOLDER FILE...    windows per second of the networks in PyTorch, eager and
                                                 compiled; FOLDER receives the outputs, 0.torch and so on
    peer_speed.py paper FILE                     writes the published network with random weights
"""
import json
import pathlib
import statistics
import sys
import time

import numpy as np

RATE = 100.0


def write_day(folder, hours):
    """Noise that falls with frequency, an earthquake every ten minutes or so: S minus P of 2 to 20 s, over a wide range of sizes."""
    import obspy
    from scipy.signal import lfilter

    random = np.random.default_rng(7)
    count = int(hours * 3600 * RATE)
    start = obspy.UTCDateTime(2020, 1, 1)
    data = [lfilter([1.0], [1.0, -0.95], random.normal(0, 50, count)) for _ in "ZNE"]
    onset = 60.0
    while onset < hours * 3600 - 120:
        delay, size = random.uniform(2, 20), 10 ** random.uniform(2, 4)
        for c in range(3):
            for at, weight, decay in ((onset, (1.0, 0.4, 0.4)[c], 3.0), (onset + delay, (0.6, 1.5, 1.5)[c], 8.0)):
                t = np.arange(int(6 * decay * RATE)) / RATE
                wave = lfilter([1.0, -1.0], [1.0, -1.2, 0.6], random.normal(0, 1, len(t))) * np.exp(-t / decay)
                i = int(at * RATE)
                data[c][i : i + len(t)] += size * weight * wave[: count - i]
        onset += random.exponential(600)
    folder.mkdir(parents=True, exist_ok=True)
    for letter, values in zip("ZNE", data):
        header = {"network": "XX", "station": "DAY", "location": "", "channel": f"HH{letter}", "starttime": start, "sampling_rate": RATE}
        trace = obspy.Trace(np.round(values).astype(np.int32), header)
        trace.write(str(folder / f"XX.DAY..HH{letter}.mseed"), format="MSEED", encoding="STEIM2", reclen=512)
    return {"samples": 3 * count}


def peers():
    """Random weights (published ones cannot always be had; speed does not depend on them), SeisBench's own settings. Thresholds
    of 1 leave nothing to pick, which is in the peers' favour."""
    import seisbench.models as sbm
    import torch

    torch.manual_seed(1)
    quiet = {"P_threshold": 1.0, "S_threshold": 1.0}
    return {"PhaseNet": (sbm.PhaseNet(phases="NPS").eval(), quiet), "EQTransformer": (sbm.EQTransformer().eval(), {**quiet, "detection_threshold": 1.0})}


def pick_day(folder, runs):
    import obspy

    out = {}
    for name, (model, thresholds) in peers().items():
        seconds = []
        for _ in range(runs + 1):
            began = time.perf_counter()
            stream = obspy.read(str(folder / "*.mseed"))
            model.classify(stream, **thresholds)
            seconds.append(time.perf_counter() - began)
        out[name] = seconds[1:]  # the first one warms up
    return out


def engine_input(batch, samples):
    """What core_model_engine_benchmark feeds."""
    i = np.arange(batch * 3 * samples, dtype=np.uint64) * np.uint64(2654435761)
    return ((((i >> np.uint64(22)) & np.uint64(1023)).astype(np.int64) - 512) / 256.0).astype(np.float32).reshape(batch, 3, samples)


def rate(network, x, runs, device):
    import torch

    def once():
        began = time.perf_counter()
        y = network(x)
        if device != "cpu":
            torch.cuda.synchronize()
        return time.perf_counter() - began, y

    _, y = once()
    until = time.perf_counter() + 2
    seconds = []
    while len(seconds) < runs or time.perf_counter() < until:
        seconds.append(once()[0])
    return len(x) / statistics.median(seconds), y


def window_rates(runs, batch, device, folder, files):
    import torch
    import torch_networks

    out = {}
    for i, file in enumerate(files):
        network = (torch_networks.paper() if file.endswith(".pth") else torch_networks.desk_from(file)).to(device)
        x = torch.from_numpy(engine_input(batch, network.samples)).to(device)
        with torch.inference_mode():
            eager, y = rate(network, x, runs, device)
        row = {"eager": eager}
        np.asarray(y.cpu().numpy(), np.float32).tofile(f"{folder}/{i}.torch")
        if device != "cpu":
            with torch.no_grad():
                row["compiled"], _ = rate(torch.compile(network), x, runs, device)
        out[file] = row
    return out


def main():
    what, *rest = sys.argv[1:]
    if what == "day":
        result = write_day(pathlib.Path(rest[0]), float(rest[1]))
    elif what == "paper":
        import torch
        import torch_networks

        torch.save(torch_networks.paper().state_dict(), rest[0])
        result = {}
    else:
        import torch

        threads = int(rest[2] if what == "pick" else rest[1])
        torch.set_num_threads(threads)
        if what == "pick":
            import seisbench

            result = pick_day(pathlib.Path(rest[0]), int(rest[1]))
            result["versions"] = f"SeisBench {seisbench.__version__}, PyTorch {torch.__version__}"
        else:
            result = window_rates(int(rest[0]), int(rest[2]), rest[3], rest[4], rest[5:])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
