#!/usr/bin/env python3
"""Golden numbers for SeisBench's pickers: contracts, outputs, stacked curves and picks of networks with invented weights.

    python3 tests/golden/pickers.py OUT [RECORDS]               needs: pip install seisbench==0.12.6
    python3 tests/golden/pickers.py OUT RECORDS FOLDER          also keeps the weights as SeisBench saves them

Writes OUT/NAME.json.v1, as SeisBench saves it beside weights, OUT/tensors.csv (network, tensor, shape) and OUT/outputs.csv. RECORDS is the folder ridgecrest_continuous
of the shared data; without it no rows of CI.CLC are written. Rows:

    forward,MODEL,OUTPUT,STEP,values...                           every STEP-th sample of the output for the made window
    curve,MODEL,RECORD,CURVE,FIRST,COUNT,STEP,values...           of annotate(): first sample, number of samples
    pick,MODEL,RECORD,PHASE,SAMPLE,HEIGHT                         of classify()

Weights are made from their names as in tests/core/model/invented_weights.h; the made record as in published_golden.h there.
"""
import math
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
import numpy as np
import obspy
import torch
import seisbench.models as sbm

MADE_SAMPLES, WINDOW_FIRST, GAIN = 26000, 1000, 1.4


def models():
    """Name: network, factor of its last layer's weights."""
    return {
        "phasenet_plain": (sbm.PhaseNet(), 3),
        "phasenet_wide": (sbm.PhaseNet(phases="PSN", norm="peak", filter_factor=2, component_order="ENZ",
                                       default_args={"blinding": [250, 250], "overlap": 0.6, "stacking": "max"}), 3),
        "phasenet_single": (sbm.PhaseNet(in_channels=1, component_order="Z", phases=["P", "S", "Pdiff", "N"], classes=4, norm_detrend=True,
                                         norm_amp_per_comp=True), 3),
        "phasenet_light": (sbm.PhaseNetLight(), 1),
        "phasenet_variable": (sbm.VariableLengthPhaseNet(in_samples=601, norm_axis=(-1, -2), output_activation="sigmoid"), 3),
        "eqtransformer_plain": (sbm.EQTransformer(), 16),
        "eqtransformer_original": (sbm.EQTransformer(original_compatible="non-conservative", lstm_blocks=2), 16),
        "eqtransformer_conservative": (sbm.EQTransformer(original_compatible="conservative"), 16),
        "eqtransformer_short": (sbm.EQTransformer(in_samples=3001, norm="peak", lstm_blocks=2, phases="SP", component_order="ENZ",
                                                  default_args={"blinding": [100, 100], "overlap": 0.3, "stacking": "avg"}), 16),
    }


def fill(name, tensor):
    state = sum(name.encode())
    fan = tensor.numel() // tensor.shape[0]
    values = []
    for _ in range(tensor.numel()):
        state = (1664525 * state + 1013904223) % 2**32
        u = state / 2**32 - 0.5
        if tensor.dim() > 1:
            values.append(GAIN * u * math.sqrt(12 / fan))
        else:
            values.append(1 + 0.2 * u if name.endswith(("weight", "running_var")) else 0.2 * u)
    tensor.copy_(torch.tensor(values, dtype=torch.float64).to(torch.float32).view(tensor.shape))


def invent(model, factor):
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if tensor.dtype != torch.float32:
                continue
            fill(name, tensor)
            if tensor.dim() == 2 and tensor.shape[1] == 1:
                tensor *= 0.25  # scales of norms and attention
            if name in ("out.weight", "conv_d.weight") or (name.startswith("pick_convs.") and name.endswith("weight")):
                tensor *= factor
    model.eval()


def made_component(letter):
    """Whole counts: noise from a linear congruential generator, and six events."""
    state, t = ord(letter), np.arange(MADE_SAMPLES, dtype=np.float64)
    noise = np.empty(MADE_SAMPLES)
    for i in range(MADE_SAMPLES):
        state = (1664525 * state + 1013904223) % 2**32
        noise[i] = state / 2**32 - 0.5
    x = 40 * noise + 500
    for k in range(6):
        for begin, size, period in ((2000 + 4000 * k, 300 + 200 * k, 11 + k), (2400 + 4200 * k, 900, 23 + ord(letter) % 7)):
            d = np.maximum(t - begin, 0)
            x += size * np.exp(-d / 180) * np.sin(2 * math.pi * d / period) * (t >= begin)
    return np.rint(x).astype(np.int32)


def made_record():
    stream = obspy.Stream()
    for letter in "ZNE":
        header = {"network": "XX", "station": "MADE", "location": "", "channel": "HH" + letter, "sampling_rate": 100.0,
                  "starttime": obspy.UTCDateTime(2020, 1, 1)}
        stream += obspy.Trace(made_component(letter), header)
    return stream


def real_record(folder):
    stream = obspy.Stream()
    for letter in "ZNE":
        stream += obspy.read(f"{folder}/CI.CLC..HH{letter}.mseed")
    begin = stream[0].stats.starttime + 2400
    return stream.trim(begin, begin + 600)


def numbers(values):
    return ",".join(f"{v:.6g}" for v in values)


def choose_thresholds(model, stream):
    for phase in "PS":
        trace = model.annotate(stream).select(channel=f"*_{phase}")[0]
        model.default_args[f"{phase}_threshold"] = min(0.9, round(float(np.nanpercentile(trace.data, 99)), 2))


def write(name, model, records, out, csv):
    choose_thresholds(model, records["made"])
    model.save(out / name, version_str="1")
    (out / f"{name}.pt.v1").unlink()
    window = np.stack([made_component(c)[WINDOW_FIRST:WINDOW_FIRST + model.in_samples] for c in model.component_order])
    with torch.no_grad():
        y = model(model.annotate_batch_pre(torch.tensor(window[None], dtype=torch.float32), {}))
    y = torch.stack(y, dim=1) if isinstance(y, tuple) else y
    for i, row in enumerate(y[0]):
        csv.write(f"forward,{name},{i},53,{numbers(row[::53])}\n")
    for record, stream in records.items():
        if record != "made" and name not in ("phasenet_plain", "eqtransformer_plain"):
            continue
        start = stream[0].stats.starttime
        for trace in model.annotate(stream):
            if trace.stats.channel.endswith("_N"):
                continue
            first = round((trace.stats.starttime - start) * 100)
            step = 211 if record == "made" else 499
            csv.write(f"curve,{name},{record},{trace.stats.channel.split('_')[1]},{first},{trace.stats.npts},{step},{numbers(trace.data[::step])}\n")
        for pick in model.classify(stream).picks:
            if pick.phase in "PS":
                csv.write(f"pick,{name},{record},{pick.phase},{round((pick.peak_time - start) * 100)},{pick.peak_value:.6g}\n")


def main():
    torch.set_num_threads(1)
    out = Path(sys.argv[1])
    out.mkdir(exist_ok=True)
    records = {"made": made_record()}
    if len(sys.argv) > 2:
        records["CI.CLC"] = real_record(sys.argv[2])
    with open(out / "outputs.csv", "w") as csv, open(out / "tensors.csv", "w") as tensors:
        for name, (model, factor) in models().items():
            invent(model, factor)
            for key, tensor in model.state_dict().items():
                tensors.write(",".join([name, key, *map(str, tensor.shape)]) + "\n")
            write(name, model, records, out, csv)
            if len(sys.argv) > 3:
                model.save(Path(sys.argv[3]) / name, version_str="1")


main()
