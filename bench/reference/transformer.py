#!/usr/bin/env python3
"""Reference values of attention and transformer blocks by PyTorch, for tests/Assay.Learning.Tests/Layers/TransformerReferenceTests.cs.

usage: transformer.py [tests/Assay.Learning.Tests/Fixtures/transformer.json]
Every case: parameters and inputs drawn once, the output, and the gradients of sum(output * weights). Computed in double precision, written with 9 digits.
Written with PyTorch 1.13.0.
"""
import json
import math
import sys

import torch
from torch import nn

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)
B, T, D, H, F = 2, 4, 4, 2, 6


def numbers(tensor):
    # Single precision holds every value written, so that both sides start from the same numbers.
    return [float(f"{x:.9g}") for x in tensor.detach().reshape(-1).tolist()]


def rounded(tensor):
    return tensor.detach().float().double()


def draw(module):
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(rounded(torch.randn_like(parameter) * 0.4))
            if parameter.dim() == 1:
                parameter.add_(rounded(torch.tensor(0.5)))
                parameter.copy_(rounded(parameter))


def masks(causal, padded):
    present = torch.ones(B, T, dtype=torch.bool)
    if padded:
        present[0, 2:] = False
        present[1, 1] = False
    hidden = torch.triu(torch.full((T, T), -math.inf), 1) if causal else None
    return present, hidden, (~present if padded else None)


def case(name, module, run, causal, padded):
    draw(module)
    module.train()  # dropout is 0; evaluation would take PyTorch's fused path
    x = rounded(torch.randn(B, T, D)).requires_grad_()
    weights = rounded(torch.randn(B, T, D))
    present, hidden, ignored = masks(causal, padded)
    y = run(module, x, hidden, ignored)
    (y * weights).sum().backward()
    return {
        "name": name, "causal": causal, "padded": padded, "present": present.int().reshape(-1).tolist(),
        "input": numbers(x), "weights": numbers(weights), "output": numbers(y), "inputGradient": numbers(x.grad),
        "parameters": {key: numbers(value) for key, value in module.named_parameters()},
        "gradients": {key: numbers(value.grad) for key, value in module.named_parameters()},
    }


def attention(module, x, hidden, ignored):
    return module(x, x, x, attn_mask=hidden, key_padding_mask=ignored, need_weights=False)[0]


def block(module, x, hidden, ignored):
    return module(x, src_mask=hidden, src_key_padding_mask=ignored)


class Model(nn.Module):
    """A small classifier of sequences: embedding, positions, two blocks, mean, logits."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Linear(3, D)
        self.positions = nn.Parameter(torch.zeros(T, D))
        layer = nn.TransformerEncoderLayer(D, H, F, 0.0, "gelu", batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, norm=nn.LayerNorm(D), enable_nested_tensor=False)
        self.head = nn.Linear(D, 3)

    def forward(self, x, mask):
        return self.head(self.encoder(self.embed(x) + self.positions, mask).mean(1))


def training():
    model = Model()
    draw(model)
    first = {key: numbers(value) for key, value in model.named_parameters()}
    x = rounded(torch.randn(4, T, 3))
    y = torch.tensor([0, 2, 1, 2])
    mask = torch.triu(torch.full((T, T), -math.inf), 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, weight_decay=0.1)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x, mask), y)
        loss.backward()
        optimizer.step()
        losses.append(float(f"{loss.item():.9g}"))
    return {"input": numbers(x), "labels": y.tolist(), "parameters": first, "losses": losses, "head": numbers(model.head.weight)}


def norms():
    x = rounded(torch.randn(3, 7) * 2 + 1).requires_grad_()
    module = nn.LayerNorm(7)
    draw(module)
    weights = rounded(torch.randn(3, 7))
    y = module(x)
    (y * weights).sum().backward()
    return {
        "input": numbers(x), "weights": numbers(weights), "output": numbers(y), "inputGradient": numbers(x.grad),
        "parameters": {key: numbers(value) for key, value in module.named_parameters()},
        "gradients": {key: numbers(value.grad) for key, value in module.named_parameters()},
    }


cases = []
for causal, padded in ((False, False), (True, False), (False, True), (True, True)):
    cases.append(case("attention", nn.MultiheadAttention(D, H, batch_first=True), attention, causal, padded))
cases.append(case("attention without bias", nn.MultiheadAttention(D, H, bias=False, batch_first=True), attention, True, False))
for first in (False, True):
    for activation in ("relu", "gelu"):
        name = f"block {'pre' if first else 'post'} {activation}"
        cases.append(case(name, nn.TransformerEncoderLayer(D, H, F, 0.0, activation, batch_first=True, norm_first=first), block, first, activation == "gelu"))

path = sys.argv[1] if len(sys.argv) > 1 else "tests/Assay.Learning.Tests/Fixtures/transformer.json"
with open(path, "w", encoding="utf-8") as file:
    json.dump({"torch": torch.__version__, "layerNorm": norms(), "cases": cases, "training": training()}, file, separators=(",", ":"))
