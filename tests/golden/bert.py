#!/usr/bin/env python3
"""Golden numbers for BERT's encoder, from Hugging Face transformers.

    python3 tests/golden/bert.py > tests/golden/bert.csv          needs: pip install transformers==4.44.0 torch==2.11.0
    python3 tests/golden/bert.py FOLDER                           the same of published weights (config.json, model.safetensors)

One row per token: window, token, then its hidden state. The weights of the small encoder are made from their names by a
linear congruential generator, as in tests/core/model/torch/bert_test.cpp; the tokens by a formula.
"""
import math
import sys

import torch
from transformers import BertConfig, BertModel

TINY = dict(hidden_size=24, num_attention_heads=3, num_hidden_layers=2, intermediate_size=48, max_position_embeddings=16, vocab_size=8)


def fill(name, tensor):
    state = sum(name.encode())
    fan = tensor.numel() // tensor.shape[0]
    values = []
    for _ in range(tensor.numel()):
        state = (1664525 * state + 1013904223) % 2**32
        u = state / 2**32 - 0.5
        values.append(u * math.sqrt(12 / fan) if tensor.dim() > 1 else (1 + 0.2 * u if name.endswith("weight") else 0.2 * u))
    tensor.copy_(torch.tensor(values, dtype=torch.float64).to(torch.float32).view(tensor.shape))


def tokens(windows, count, width):
    w, t, c = torch.meshgrid(*(torch.arange(n, dtype=torch.float64) for n in (windows, count, width)), indexing="ij")
    return (torch.sin(0.7 * t + 0.3 * c + w) + 0.1 * torch.cos(1.9 * c * (t + 1))).to(torch.float32)


def main():
    with torch.no_grad():
        if len(sys.argv) > 1:
            model, shape = BertModel.from_pretrained(sys.argv[1], attn_implementation="eager"), (1, 96)
        else:
            model, shape = BertModel(BertConfig(**TINY, attn_implementation="eager")), (2, 7)
            for name, tensor in model.named_parameters():
                fill(name, tensor)
        model.eval()
        hidden = model(inputs_embeds=tokens(*shape, model.config.hidden_size)).last_hidden_state
    for w in range(shape[0]):
        for t in range(shape[1]):
            print(f"{w},{t}," + ",".join(f"{v:.6f}" for v in hidden[w][t].tolist()))


main()
