#!/usr/bin/env python3
"""Golden numbers for SeisT and PhaseNet 190703: outputs of networks in their published layout with invented weights.

    python3 tests/golden/published.py OUT.csv WEIGHTS         needs: torch, h5py

Their authors' code comes in no package, so it is written down here anew. WEIGHTS is the folder of published weights with what the authors' code
said of them (seist/, phasenet/, each with reference_outputs.h5): before anything is written, the networks here must say the same to 2e-5. Rows:

    forward,MODEL,OUTPUT,STEP,values...      every STEP-th value for the window of tests/core/model/invented_weights.h, whose rule the weights follow, too
"""
import math
import sys
from pathlib import Path

import h5py
import numpy as np
import torch
import torch.nn.functional as F

GAIN = {"seist": 0.7, "phasenet": 1.4}
LAST = {"out_head.out_conv.weight": 40, "out_head.lin.weight": 0.05}  # so that the outputs of SeisT move, and are not at their ends
SIZES = {"s": dict(blocks=[2, 2, 3, 2], attention=[1, 1, 1, 1], heads=[8, 8, 8, 16], kernels=[5, 7], up=[7, 7, 7, 7, 7, 11]),
         "m": dict(blocks=[2, 3, 6, 2], attention=[1, 1, 1, 1], heads=[8, 8, 16, 32], kernels=[5, 7], up=[7, 7, 7, 7, 7, 11]),
         "l": dict(blocks=[2, 3, 6, 3], attention=[1, 1, 2, 1], heads=[8, 8, 16, 32], kernels=[3, 5, 7, 11], up=[11, 11, 11, 11, 7, 11])}
STEM = [(11, 2), (5, 1), (5, 1), (7, 2)]
POOLED = [8, 4, 2, 1]


def same(x, kernel, stride=1):
    """TensorFlow's SAME: ceil(length / stride) samples come out, the odd zero is at the right."""
    total = max((-(-x.shape[-1] // stride) - 1) * stride + kernel - x.shape[-1], 0)
    return F.pad(x, (total // 2, total - total // 2))


class Net:
    def __init__(self, tensors, epsilon):
        self.t, self.epsilon = tensors, epsilon

    def has(self, name):
        return any(key.startswith(name + ".") for key in self.t)

    def conv(self, x, name, stride=1, groups=1):
        w = self.t[name + ".weight"]
        return F.conv1d(same(x, w.shape[-1], stride), w, self.t.get(name + ".bias"), stride, groups=groups)

    def norm(self, x, name):
        mean, var, weight, bias = (self.t[f"{name}.{part}"][:, None] for part in ("running_mean", "running_var", "weight", "bias"))
        return (x - mean) / torch.sqrt(var + self.epsilon) * weight + bias


def phasenet(tensors, x):
    n = Net(tensors, 1e-3)
    block = lambda x, conv, norm, stride=1: torch.relu(n.norm(n.conv(x, conv, stride), norm))
    x, skips = block(x, "input_conv", "input_bn"), []
    for level in range(1, 6):
        x = block(x, f"down_conv1_{level}", f"down_bn1_{level}")
        if level < 5:
            skips.append(x)
            x = block(x, f"down_conv3_{level}", f"down_bn3_{level}", 4)
    for level in range(4, 0, -1):
        w, skip, length = tensors[f"up_conv0_{level}.weight"], skips[level - 1], 4 * x.shape[-1]
        x = F.conv_transpose1d(x, w, stride=4)[..., (w.shape[-1] - 4) // 2:][..., :length]
        x = torch.relu(n.norm(x, f"up_bn0_{level}"))[..., (length - skip.shape[-1]) // 2:][..., :skip.shape[-1]]
        x = block(torch.cat([skip, x], 1), f"up_conv1_{level}", f"up_bn1_{level}")
    return torch.softmax(n.conv(x, "output_conv"), 1)


class SeisT(Net):
    def __init__(self, tensors, size, task):
        super().__init__(tensors, 1e-5)
        self.size, self.task = SIZES[size], task

    def mlp(self, x, name):
        return self.conv(F.gelu(self.conv(x, name + ".lin0")), name + ".lin1")

    def stem(self, x, name, stride):
        paths = []
        for i in range(3):
            at = f"{name}.convs.{i}"
            y = self.conv(self.conv(x, at + ".in_proj"), at + ".dconv", stride, x.shape[1])
            paths.append(F.gelu(self.norm(self.conv(y, at + ".pconv"), at + ".norm")))
        return self.norm(self.conv(torch.cat(paths, 1), name + ".out_proj"), name + ".norm")

    def pooled(self, x, name, by):
        if by > 1:
            x = F.avg_pool1d(x, by, by, ceil_mode=True) + F.max_pool1d(x, by, by, ceil_mode=True)
        return self.norm(self.conv(x, name + ".proj"), name + ".norm")

    def grouped(self, x, name):
        groups = x.shape[1] // self.t[name + ".conv.weight"].shape[1]
        x = x + self.conv(F.gelu(self.norm(self.conv(x, name + ".conv", 1, groups), name + ".norm0")), name + ".proj")
        return x + self.mlp(self.norm(x, name + ".norm1"), name + ".mlp")

    def mixed(self, x, name):
        out = []
        for i in range(len(self.size["kernels"])):
            y = self.norm(self.conv(x, f"{name}.projs.{i}"), f"{name}.norms.{i}")
            out.append(y + self.grouped(y, f"{name}.convs.{i}"))
        return self.norm(torch.cat(out, 1), name + ".out_norm")

    def attention(self, x, name, head, by):
        context = self.norm(self.pooled(x, name + ".aggr", by), name + ".norm") if self.has(name + ".aggr") else x
        q, k, v = (self.conv(y, f"{name}.{p}_proj").unflatten(1, (-1, head)) for p, y in (("q", x), ("k", context), ("v", context)))
        weights = torch.softmax(q.transpose(2, 3) @ k / math.sqrt(head), -1)
        return self.conv((v @ weights.transpose(2, 3)).flatten(1, 2), name + ".out_proj")

    def transformer(self, x, name, head, by):
        y = self.norm(self.conv(x, name + ".attn_proj"), name + ".norm0")
        y = y + self.attention(y, name + ".attention", head, by)
        if self.has(name + ".conv_proj"):
            z = self.norm(self.conv(x, name + ".conv_proj"), name + ".norm1")
            y = torch.cat([y, z + self.grouped(z, name + ".gconv")], 1)
        y = self.norm(y, name + ".norm2")
        return y + self.mlp(y, name + ".mlp")

    def picks(self, x, samples):
        kernels, lengths, length = self.size["up"], [], samples
        for _ in kernels:
            lengths.insert(0, length)
            length = int(length / (samples / x.shape[-1]) ** (1 / len(kernels)))
        for i, length in enumerate(lengths):
            x = F.interpolate(x, size=length, mode="linear", align_corners=False)
            x = F.gelu(self.norm(self.conv(x, f"out_head.up_layers.{i}.conv"), f"out_head.up_layers.{i}.norm"))
        return torch.sigmoid(self.conv(x, "out_head.out_conv"))

    def __call__(self, x):
        samples = x.shape[-1]
        for i, (_, stride) in enumerate(STEM):
            x = self.stem(x, f"stem.{i}", stride)
        for s in range(4):
            x = self.pooled(x, f"encoder_layers.{s}.0", 2)
            for b in range(1, self.size["blocks"][s] + 1):
                name = f"encoder_layers.{s}.{b}"
                mixed = b <= self.size["blocks"][s] - self.size["attention"][s]
                x = self.mixed(x, name) if mixed else self.transformer(x, name, self.size["heads"][s], POOLED[s])
        if self.task == "dpk":
            return self.picks(x, samples)
        y = F.linear(x.mean(-1), self.t["out_head.lin.weight"], self.t["out_head.lin.bias"])
        scale = {"emg": 8.0, "dis": 500.0, "baz": 360.0}.get(self.task)
        return torch.sigmoid(y) * scale if scale else torch.softmax(y, -1)


def from_keras(file):
    out, endings = {}, {"kernel:0": "weight", "bias:0": "bias", "gamma:0": "weight", "beta:0": "bias", "moving_mean:0": "running_mean", "moving_variance:0": "running_var"}

    def take(name, item):
        if isinstance(item, h5py.Dataset):
            layer, part = name.split("/")[-2:]
            value = item[()]
            out[f"{layer}.{endings[part]}"] = torch.tensor(value[:, 0].transpose(2, 1, 0).copy() if part == "kernel:0" else value)

    with h5py.File(file) as h5:
        (h5["model_weights"] if "model_weights" in h5 else h5).visititems(take)
    return out


def networks(weights):
    """Name: published tensors, what makes a function of tensors, input and output the authors' code gave."""
    with h5py.File(weights / "phasenet/reference_outputs.h5") as h5:
        yield "phasenet_190703", from_keras(weights / "phasenet/phasenet_190703.h5"), lambda t: (lambda x: phasenet(t, x)), h5["input_ENZ"][()], h5["output_NPS"][()]
    with h5py.File(weights / "seist/reference_outputs.h5") as h5:
        for size in "sml":
            for task in ("dpk", "pmp", "emg", "baz", "dis"):
                name = f"seist_{size}_{task}_diting"
                tensors = torch.load(weights / f"seist/{name}.pth", map_location="cpu", weights_only=False)
                tensors = tensors.get("model", tensors.get("model_dict", tensors)) if isinstance(tensors, dict) else tensors
                tensors = {k.removeprefix("module."): v for k, v in tensors.items() if v.dtype == torch.float32}
                yield name, tensors, lambda t, size=size, task=task: SeisT(t, size, task), h5["input"][()], h5[name][()]


def invented(tensors, gain):
    out = {}
    for name, tensor in tensors.items():
        state, fan, values = sum(name.encode()), tensor.numel() / tensor.shape[0], []
        for _ in range(tensor.numel()):
            state = (1664525 * state + 1013904223) % 2**32
            u = state / 2**32 - 0.5
            values.append(gain * u * math.sqrt(12 / fan) if tensor.dim() > 1 else 1 + 0.2 * u if name.endswith(("weight", "running_var")) else 0.2 * u)
        out[name] = torch.tensor(np.array(values).astype(np.float32)).view(tensor.shape) * LAST.get(name, 1)
    return out


def window(samples):
    n = np.arange(samples, dtype=np.float64)
    x = np.stack([np.sin(2 * math.pi * (c + 1) * n / 500) * np.exp(-(((n - 3000 - 200 * c) / 800) ** 2)) + 0.05 * np.sin(2 * math.pi * n * (c + 2) / 37) for c in range(3)])
    return torch.tensor(((x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)).astype(np.float32))[None]


def main():
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    with open(sys.argv[1], "w") as csv:
        for name, published, network, given, wanted in networks(Path(sys.argv[2])):
            said = network(published)(torch.tensor(given)).numpy().reshape(wanted.shape)
            worst = float(np.abs(said - wanted).max() / max(1.0, np.abs(wanted).max()))
            assert worst < 2e-5, (name, worst)
            y = network(invented(published, GAIN[name.split("_")[0]]))(window(3001 if name.startswith("phasenet") else 8192))[0]
            y = y if y.dim() == 2 else y[:, None]
            print(f"{name}: published to {worst:.1e}; invented {[f'{float(r.min()):.3f} to {float(r.max()):.3f}' for r in y]}")
            for i, row in enumerate(y):
                csv.write(f"forward,{name},{i},53,{','.join(f'{v:.6g}' for v in row[::53].tolist())}\n")


main()
