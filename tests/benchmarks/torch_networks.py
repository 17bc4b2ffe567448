"""SeisMoLLM in PyTorch: the published networks and SeisDesk's own, as whom SeisDesk's engine is compared with.

Written from the descriptions (Wang et al. 2025, arXiv:2502.19960), with the parameters' published names, adapters merged.
"""
import json
import math
import struct

import torch
import torch.nn.functional as F
from torch import nn


def padded(x, kernel, stride=1):
    total = max(0, -x.shape[2] % stride + kernel - stride)
    return F.pad(x, (total // 2, total - total // 2))


def resized(x, length):
    return F.interpolate(x, size=length, mode="linear", align_corners=False)


class ScalePath(nn.Module):
    def __init__(self, cin, cout, kernel, stride):
        super().__init__()
        self.in_proj = nn.Conv1d(cin, cin, 1, bias=False)
        self.conv = nn.Conv1d(cin, cout, kernel, stride, bias=False)
        self.norm = nn.BatchNorm1d(cout)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(padded(self.in_proj(x), self.conv.kernel_size[0], self.conv.stride[0]))))


class ScaleStage(nn.Module):
    def __init__(self, cin, out, kernel, step, stride, paths):
        super().__init__()
        self.convs = nn.ModuleList(ScalePath(cin, out, kernel + j * step, stride) for j in range(paths))
        self.out_proj = nn.Conv1d(paths * out, out, 1, bias=False)
        self.norm = nn.BatchNorm1d(out)

    def forward(self, x):
        return self.norm(self.out_proj(torch.cat([c(x) for c in self.convs], 1)))


class Linear(nn.Module):
    """GPT-2's layout, [in, out]."""

    def __init__(self, cin, cout):
        super().__init__()
        self.weight = nn.Parameter(0.02 * torch.randn(cin, cout))
        self.bias = nn.Parameter(torch.zeros(cout))

    def forward(self, x):
        return torch.addmm(self.bias, x.reshape(-1, x.shape[-1]), self.weight).view(*x.shape[:-1], -1)


class Attention(nn.Module):
    def __init__(self, width, heads, causal):
        super().__init__()
        self.c_attn, self.c_proj = Linear(width, 3 * width), Linear(width, width)
        self.heads, self.causal = heads, causal

    def forward(self, x):
        b, t, w = x.shape
        q, k, v = self.c_attn(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        return self.c_proj(F.scaled_dot_product_attention(q, k, v, is_causal=self.causal).transpose(1, 2).reshape(b, t, w))


class Mlp(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.c_fc, self.c_proj = Linear(width, 4 * width), Linear(4 * width, width)

    def forward(self, x):
        return self.c_proj(F.gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self, width, heads, causal):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn, self.mlp = Attention(width, heads, causal), Mlp(width)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    def __init__(self, width, heads, layers, positions, causal):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(0, width), nn.Embedding(positions, width)
        self.h = nn.ModuleList(Block(width, heads, causal) for _ in range(layers))
        self.ln_f = nn.LayerNorm(width)

    def forward(self, x):
        x = x + self.wpe.weight[: x.shape[1]]
        for block in self.h:
            x = block(x)
        return self.ln_f(x)


class Mixer(nn.Module):
    def __init__(self, patch, *sizes):
        super().__init__()
        self.llm, self.patch = Gpt2(*sizes), patch

    def forward(self, x):
        b, c, t = x.shape[0], x.shape[1], x.shape[2] // self.patch
        x = x[:, :, : t * self.patch].reshape(b, c, t, self.patch).permute(0, 2, 1, 3).reshape(b, t, -1)
        return self.llm(x).view(b, t, c, self.patch).permute(0, 2, 1, 3).reshape(b, c, t * self.patch)


class Up(nn.Module):
    def __init__(self, cin, cout, kernel, bias):
        super().__init__()
        self.conv, self.norm = nn.Conv1d(cin, cout, kernel, bias=bias), nn.BatchNorm1d(cout)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(padded(x, self.conv.kernel_size[0]))))


class CurveHead(nn.Module):
    def __init__(self, cin, ups):
        super().__init__()
        channels = [cin] + [c for c, _ in ups]
        self.up_layers = nn.ModuleList(Up(i, c, k, True) for i, (c, k) in zip(channels, ups))
        self.out_conv = nn.Conv1d(channels[-1], 3, 7)

    def forward(self, x, samples):
        lengths, factor = [samples], (samples / x.shape[2]) ** (1 / len(self.up_layers))
        while len(lengths) < len(self.up_layers):
            lengths.insert(0, int(lengths[0] / factor))
        for layer, length in zip(self.up_layers, lengths):
            x = layer(resized(x, length))
        return torch.sigmoid(self.out_conv(padded(x, 7)))


class Paper(nn.Module):
    """The published picking network: 3 x 8192 samples at 50 Hz."""

    samples = 8192

    def __init__(self):
        super().__init__()
        stages = [(3, 16, 16, 8, 2), (16, 48, 8, 6, 2), (48, 96, 6, 4, 2), (96, 96, 1, 2, 1)]
        self.convs = nn.ModuleList(ScaleStage(*s, 4) for s in stages)
        self.llm_blocks = Mixer(8, 768, 12, 3, 1024, True)
        self.out_head = CurveHead(96, [(224, 1), (192, 6), (160, 8), (6, 16)])

    def forward(self, x):
        samples = x.shape[2]
        for stage in self.convs:
            x = stage(x)
        return self.out_head(self.llm_blocks(x), samples)


class Desk(nn.Module):
    """SeisDesk's network for all tasks; the sizes are those its file gives."""

    def __init__(self, config, contract):
        super().__init__()
        assert config.get("backbone", "gpt2") == "gpt2" and config["lora_rank"] == 0
        self.samples, self.patch = contract["window_samples"], config["patch"]
        self.compressed, self.parts = config["compressed_input"], config["stages"][0]["stride"] // 2
        widths = [6 if self.compressed else 3] + [s["out"] for s in config["stages"]]
        self.convs = nn.ModuleList(ScaleStage(i, s["out"], s["kernel"], s["step"], s["stride"], s["paths"]) for i, s in zip(widths, config["stages"]))
        self.stride = math.prod(s["stride"] for s in config["stages"])
        self.polarisation_proj = nn.Conv1d(12, widths[-1], 1, bias=False) if config["polarisation"] else None
        self.llm_blocks = Mixer(config["patch"], config["width"], config["heads"], config["layers"], config["positions"], config["causal"])
        inputs = [widths[-1]] + [u["channels"] for u in config["up"]]
        self.up_layers = nn.ModuleList(Up(i + s, u["channels"], u["kernel"], False) for i, s, u in zip(inputs, widths[-2::-1], config["up"]))
        self.out_conv = nn.Conv1d(inputs[-1], 6 * self.parts, 7)
        self.source_in = nn.Conv1d(2 * config["width"] + (12 * self.patch if config["polarisation"] else 0), config["source_hidden"], 1)
        self.source_out = nn.Conv1d(config["source_hidden"], 6, 1)

    def covariances(self, x):
        out = []
        for y in (x, F.pad(x[:, :, 1:] - x[:, :, :-1], (1, 0))):
            z, n, e = y.unbind(1)
            mean = F.avg_pool1d(torch.stack((z * n, z * e, n * e, z * z, n * n, e * e), 1), 2 * self.stride, self.stride, self.stride // 2)
            out.append(4 * mean / (mean[:, 3:].sum(1, keepdim=True) + 1e-8))
        return torch.cat(out, 1)

    def columns(self, frames):
        return frames.view(*frames.shape[:2], -1, self.patch).permute(0, 1, 3, 2).flatten(1, 2)

    def forward(self, x):
        b, samples = x.shape[0], x.shape[2]
        y, stages = torch.cat((x, torch.asinh(20 * x) / 3), 1) if self.compressed else x, []
        for stage in self.convs:
            y = stage(y)
            stages.append(y)
        covariance = self.covariances(x) if self.polarisation_proj else None
        if self.polarisation_proj:
            y = y + self.polarisation_proj(covariance)
        y = frames = y + self.llm_blocks(y)
        for layer, skip in zip(self.up_layers, stages[-2::-1]):
            y = layer(torch.cat((resized(y, skip.shape[2]), skip), 1))
        y = self.out_conv(padded(y, 7))
        y = y.view(b, -1, self.parts, y.shape[2]).permute(0, 1, 3, 2).reshape(b, 6, -1)
        curves = torch.cat((resized(y[:, :3].softmax(1), samples), resized(y[:, 3:].softmax(1), samples)[:, :2]), 1)
        said = [self.columns(frames)]
        said.append(said[0].mean(2, keepdim=True).expand_as(said[0]))
        if covariance is not None:
            said.append(self.columns(covariance))
        s = self.source_out(F.gelu(self.source_in(torch.cat(said, 1))))
        distance, root2 = torch.expm1(s[:, 2:3].clamp(0, 7)), math.sqrt(2)
        scales = s[:, 1:4:2].clamp(-4, 3).exp() * root2
        source = torch.cat((s[:, :1], scales[:, :1], distance, scales[:, 1:] * (1 + distance), s[:, 4:]), 1)
        return torch.cat((curves.flatten(1), source.flatten(1)), 1)


def desk_from(file):
    """The network of a weights file of `seisdesk train`."""
    with open(file, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        body = f.read()
    about = header.pop("__metadata__")
    network = Desk(json.loads(about["seismollm"]), json.loads(about["contract"]))
    types = {"F32": torch.float32, "F16": torch.float16, "I64": torch.int64}
    state = {name: torch.frombuffer(bytearray(body[slice(*t["data_offsets"])]), dtype=types[t["dtype"]]).view(t["shape"]).float() if t["shape"] and 0 not in t["shape"]
             else torch.zeros(t["shape"]) for name, t in header.items()}
    missing, unexpected = network.load_state_dict(state, strict=False)
    missing = [m for m in missing if not m.endswith("num_batches_tracked") and m != "llm_blocks.llm.wte.weight"]
    assert not missing and not unexpected, (missing, unexpected)
    return network.eval()


def paper():
    """Random weights, the same every time."""
    torch.manual_seed(1)
    return Paper().eval()
